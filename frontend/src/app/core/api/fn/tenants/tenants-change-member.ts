/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeMember } from '../../models/change-member';
import type { MemberView } from '../../models/member-view';

export interface TenantsChangeMemberParams {
  id: string;
  user: string;
  body: ChangeMember;
}

export function tenantsChangeMember(params: TenantsChangeMemberParams): ApiRequest<MemberView> {
  return {
    method: 'PATCH',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/members/${encodeURIComponent(params.user)}`,
    body: params.body,
    as: 'json',
  };
}
