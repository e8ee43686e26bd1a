/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeletedUser } from '../../models/deleted-user';

export interface UsersRemoveParams {
  id: string;
}

export function usersRemove(params: UsersRemoveParams): ApiRequest<DeletedUser> {
  return {
    method: 'DELETE',
    path: `/api/v1/users/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
