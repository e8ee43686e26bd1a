/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface RequestDirective {
  breakglass_confirm?: string;
  breakglass_reason?: string;
  idempotency_key?: string;
  not_after?: string;
  parent_id?: string;
  payload?: {
    [key: string]: unknown;
  };
  reason?: string;
  scheduled_at?: string;
  supersedes?: string;
  type: string;
}
