/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { UserView } from '../../models/user-view';

export interface UsersEnableParams {
  id: string;
}

export function usersEnable(params: UsersEnableParams): ApiRequest<UserView> {
  return {
    method: 'POST',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/enable`,
    as: 'json',
  };
}
