/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelProfiles } from '../../models/model-profiles';

export function modelProfilesList(): ApiRequest<ModelProfiles> {
  return {
    method: 'GET',
    path: `/api/v1/model-profiles`,
    as: 'json',
  };
}
