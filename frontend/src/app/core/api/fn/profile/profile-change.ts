/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeProfile } from '../../models/change-profile';
import type { Profile } from '../../models/profile';

export interface ProfileChangeParams {
  body: ChangeProfile;
}

export function profileChange(params: ProfileChangeParams): ApiRequest<Profile> {
  return {
    method: 'PATCH',
    path: `/api/v1/profile`,
    body: params.body,
    as: 'json',
  };
}
