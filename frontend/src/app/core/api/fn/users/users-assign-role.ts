/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AssignedRole } from '../../models/assigned-role';
import type { AssignRole } from '../../models/assign-role';

export interface UsersAssignRoleParams {
  id: string;
  body: AssignRole;
}

export function usersAssignRole(params: UsersAssignRoleParams): ApiRequest<AssignedRole> {
  return {
    method: 'PUT',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/role`,
    body: params.body,
    as: 'json',
  };
}
