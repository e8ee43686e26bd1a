/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OfferedModels } from '../../models/offered-models';

export interface ModelProfilesModelsParams {
  id: string;
}

export function modelProfilesModels(params: ModelProfilesModelsParams): ApiRequest<OfferedModels> {
  return {
    method: 'GET',
    path: `/api/v1/model-profiles/${encodeURIComponent(params.id)}/models`,
    as: 'json',
  };
}
