/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateRole } from '../../models/create-role';
import type { RoleView } from '../../models/role-view';

export interface RolesCreateParams {
  body: CreateRole;
}

export function rolesCreate(params: RolesCreateParams): ApiRequest<RoleView> {
  return {
    method: 'POST',
    path: `/api/v1/roles`,
    body: params.body,
    as: 'json',
  };
}
