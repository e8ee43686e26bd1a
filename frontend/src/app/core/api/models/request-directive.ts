/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface RequestDirective {
  idempotency_key?: string;
  not_after?: string;
  parent_id?: string;
  payload?: {
    [key: string]: unknown;
  };
  reason?: string;
  scheduled_at?: string;
  type: string;
}
