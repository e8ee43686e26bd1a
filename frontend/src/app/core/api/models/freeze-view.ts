/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface FreezeView {
  by_id: string;
  by_name: string;
  from_at: string;
  id: string;
  lifted_at: string | null;
  lifted_by: string | null;
  reason: string;
  scope_id: string;
  scope_type: string;
  tenant_id: string;
  until_at: string | null;
}
