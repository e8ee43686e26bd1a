/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type ApprovalState =
  'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn' | 'superseded' | 'void';
