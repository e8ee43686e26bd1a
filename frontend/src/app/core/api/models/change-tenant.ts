/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ChangeTenant {
  contact_email?: '' | string;
  name?: string;
  organization_id?: string;
  state?: 'active' | 'suspended';
}
