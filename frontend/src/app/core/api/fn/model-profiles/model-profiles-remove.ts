/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelProfileDeleted } from '../../models/model-profile-deleted';

export interface ModelProfilesRemoveParams {
  id: string;
}

export function modelProfilesRemove(params: ModelProfilesRemoveParams): ApiRequest<ModelProfileDeleted> {
  return {
    method: 'DELETE',
    path: `/api/v1/model-profiles/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
