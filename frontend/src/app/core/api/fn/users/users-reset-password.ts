/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AskResetPassword } from '../../models/ask-reset-password';
import type { ResetPassword } from '../../models/reset-password';

export interface UsersResetPasswordParams {
  id: string;
  body: AskResetPassword;
}

export function usersResetPassword(params: UsersResetPasswordParams): ApiRequest<ResetPassword> {
  return {
    method: 'POST',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/password`,
    body: params.body,
    as: 'json',
  };
}
