/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Profile } from '../../models/profile';

export function profileShow(): ApiRequest<Profile> {
  return {
    method: 'GET',
    path: `/api/v1/profile`,
    as: 'json',
  };
}
