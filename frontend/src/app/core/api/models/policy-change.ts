/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PolicyChange {
  becomes: unknown;
  effect: 'stricter' | 'looser' | 'other';
  path: string;
  was: unknown;
}
