/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeRole } from '../../models/change-role';
import type { RoleName } from '../../models/role-name';
import type { RoleView } from '../../models/role-view';

export interface RolesChangeParams {
  name: RoleName;
  body: ChangeRole;
}

export function rolesChange(params: RolesChangeParams): ApiRequest<RoleView> {
  return {
    method: 'PUT',
    path: `/api/v1/roles/${encodeURIComponent(params.name)}`,
    body: params.body,
    as: 'json',
  };
}
