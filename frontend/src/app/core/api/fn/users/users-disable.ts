/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { UserView } from '../../models/user-view';

export interface UsersDisableParams {
  id: string;
}

export function usersDisable(params: UsersDisableParams): ApiRequest<UserView> {
  return {
    method: 'POST',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/disable`,
    as: 'json',
  };
}
