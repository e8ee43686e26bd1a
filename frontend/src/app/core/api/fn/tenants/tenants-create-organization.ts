/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateOrganization } from '../../models/create-organization';
import type { OrganizationView } from '../../models/organization-view';

export interface TenantsCreateOrganizationParams {
  body: CreateOrganization;
}

export function tenantsCreateOrganization(
  params: TenantsCreateOrganizationParams,
): ApiRequest<OrganizationView> {
  return {
    method: 'POST',
    path: `/api/v1/organizations`,
    body: params.body,
    as: 'json',
  };
}
