/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { MemberList } from '../../models/member-list';

export interface TenantsMembersParams {
  id: string;
}

export function tenantsMembers(params: TenantsMembersParams): ApiRequest<MemberList> {
  return {
    method: 'GET',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/members`,
    as: 'json',
  };
}
