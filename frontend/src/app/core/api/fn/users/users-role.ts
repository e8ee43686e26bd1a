/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { UserRole } from '../../models/user-role';

export interface UsersRoleParams {
  id: string;
}

export function usersRole(params: UsersRoleParams): ApiRequest<UserRole> {
  return {
    method: 'GET',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/role`,
    as: 'json',
  };
}
