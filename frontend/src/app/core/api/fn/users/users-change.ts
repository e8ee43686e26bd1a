/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeUser } from '../../models/change-user';
import type { UserView } from '../../models/user-view';

export interface UsersChangeParams {
  id: string;
  body: ChangeUser;
}

export function usersChange(params: UsersChangeParams): ApiRequest<UserView> {
  return {
    method: 'PATCH',
    path: `/api/v1/users/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
