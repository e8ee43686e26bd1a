/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ActiveModelProfile } from '../../models/active-model-profile';

export function modelProfilesWhoAnswers(): ApiRequest<ActiveModelProfile> {
  return {
    method: 'GET',
    path: `/api/v1/model-profiles/active`,
    as: 'json',
  };
}
