/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangedPassword } from '../../models/changed-password';
import type { ChangePassword } from '../../models/change-password';

export interface ProfileChangePasswordParams {
  body: ChangePassword;
}

export function profileChangePassword(params: ProfileChangePasswordParams): ApiRequest<ChangedPassword> {
  return {
    method: 'POST',
    path: `/api/v1/profile/password`,
    body: params.body,
    as: 'json',
  };
}
