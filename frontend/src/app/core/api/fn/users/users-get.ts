/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { UserView } from '../../models/user-view';

export interface UsersGetParams {
  id: string;
}

export function usersGet(params: UsersGetParams): ApiRequest<UserView> {
  return {
    method: 'GET',
    path: `/api/v1/users/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
