/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { OrganizationView } from '../models/organization-view';

export interface OrganizationList {
  organizations: Array<OrganizationView>;
  total: number;
}
