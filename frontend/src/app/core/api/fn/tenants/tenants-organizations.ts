/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OrganizationList } from '../../models/organization-list';

export function tenantsOrganizations(): ApiRequest<OrganizationList> {
  return {
    method: 'GET',
    path: `/api/v1/organizations`,
    as: 'json',
  };
}
