/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DecideApproval {
  confirm?: string;
  decided_by?: string;
  decision: 'approved' | 'denied';
  not_after?: string;
  not_before?: string;
  reason?: string;
}
