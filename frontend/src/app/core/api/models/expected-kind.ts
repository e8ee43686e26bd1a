/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type ExpectedKind =
  'service' | 'package' | 'account' | 'file' | 'mount' | 'power' | 'process' | 'setting';
