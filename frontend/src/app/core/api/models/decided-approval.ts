/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DecidedApproval {
  at: string;
  decided_by: string;
  id: string;
  link: string;
  status: 'approved' | 'denied' | 'expired' | 'withdrawn';
  summary: string;
}
