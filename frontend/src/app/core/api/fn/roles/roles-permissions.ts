/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuthPermissions } from '../../models/auth-permissions';

export function rolesPermissions(): ApiRequest<AuthPermissions> {
  return {
    method: 'GET',
    path: `/api/v1/auth/permissions`,
    as: 'json',
  };
}
