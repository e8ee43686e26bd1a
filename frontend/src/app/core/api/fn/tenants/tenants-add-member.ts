/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AddMember } from '../../models/add-member';
import type { MemberView } from '../../models/member-view';

export interface TenantsAddMemberParams {
  id: string;
  body: AddMember;
}

export function tenantsAddMember(params: TenantsAddMemberParams): ApiRequest<MemberView> {
  return {
    method: 'POST',
    path: `/api/v1/tenants/${encodeURIComponent(params.id)}/members`,
    body: params.body,
    as: 'json',
  };
}
