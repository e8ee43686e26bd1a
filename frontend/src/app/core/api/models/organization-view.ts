/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface OrganizationView {
  created_at: string;
  id: string;
  name: string;
  tenants: number;
}
