/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeletedRole } from '../../models/deleted-role';
import type { RoleName } from '../../models/role-name';

export interface RolesRemoveParams {
  name: RoleName;
}

export function rolesRemove(params: RolesRemoveParams): ApiRequest<DeletedRole> {
  return {
    method: 'DELETE',
    path: `/api/v1/roles/${encodeURIComponent(params.name)}`,
    as: 'json',
  };
}
