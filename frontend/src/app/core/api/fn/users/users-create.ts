/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreatedUser } from '../../models/created-user';
import type { CreateUser } from '../../models/create-user';

export interface UsersCreateParams {
  body: CreateUser;
}

export function usersCreate(params: UsersCreateParams): ApiRequest<CreatedUser> {
  return {
    method: 'POST',
    path: `/api/v1/users`,
    body: params.body,
    as: 'json',
  };
}
