/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RoleList } from '../../models/role-list';

export function rolesList(): ApiRequest<RoleList> {
  return {
    method: 'GET',
    path: `/api/v1/roles`,
    as: 'json',
  };
}
