/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface AssignedTenants {
  status: 'updated';
  tenant_ids: Array<string>;
  user_id: string;
}
