/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelProfileActivated } from '../../models/model-profile-activated';

export interface ModelProfilesActivateParams {
  id: string;
}

export function modelProfilesActivate(
  params: ModelProfilesActivateParams,
): ApiRequest<ModelProfileActivated> {
  return {
    method: 'POST',
    path: `/api/v1/model-profiles/${encodeURIComponent(params.id)}/activate`,
    as: 'json',
  };
}
