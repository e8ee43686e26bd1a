/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateModelProfile } from '../../models/create-model-profile';
import type { ModelProfileAnswer } from '../../models/model-profile-answer';

export interface ModelProfilesCreateParams {
  body: CreateModelProfile;
}

export function modelProfilesCreate(params: ModelProfilesCreateParams): ApiRequest<ModelProfileAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/model-profiles`,
    body: params.body,
    as: 'json',
  };
}
