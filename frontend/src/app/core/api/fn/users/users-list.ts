/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { UserList } from '../../models/user-list';

export function usersList(): ApiRequest<UserList> {
  return {
    method: 'GET',
    path: `/api/v1/users`,
    as: 'json',
  };
}
