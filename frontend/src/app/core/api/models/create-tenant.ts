/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface CreateTenant {
  contact_email?: '' | string;
  name: string;
  organization_id?: string;
  slug?: string;
}
