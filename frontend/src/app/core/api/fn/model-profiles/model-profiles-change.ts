/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeModelProfile } from '../../models/change-model-profile';
import type { ModelProfileAnswer } from '../../models/model-profile-answer';

export interface ModelProfilesChangeParams {
  id: string;
  body: ChangeModelProfile;
}

export function modelProfilesChange(params: ModelProfilesChangeParams): ApiRequest<ModelProfileAnswer> {
  return {
    method: 'PUT',
    path: `/api/v1/model-profiles/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
