/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelSettingsView } from '../../models/model-settings-view';
import type { PutModelRouting } from '../../models/put-model-routing';

export interface ModelSettingsRoutingParams {
  body: PutModelRouting;
}

export function modelSettingsRouting(params: ModelSettingsRoutingParams): ApiRequest<ModelSettingsView> {
  return {
    method: 'PUT',
    path: `/api/v1/model-settings/routing`,
    body: params.body,
    as: 'json',
  };
}
