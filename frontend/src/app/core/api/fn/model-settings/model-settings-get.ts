/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelSettingsView } from '../../models/model-settings-view';

export function modelSettingsGet(): ApiRequest<ModelSettingsView> {
  return {
    method: 'GET',
    path: `/api/v1/model-settings`,
    as: 'json',
  };
}
