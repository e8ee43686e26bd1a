/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelSettingsView } from '../../models/model-settings-view';
import type { PutDataBoundary } from '../../models/put-data-boundary';

export interface ModelSettingsBoundaryParams {
  body: PutDataBoundary;
}

export function modelSettingsBoundary(params: ModelSettingsBoundaryParams): ApiRequest<ModelSettingsView> {
  return {
    method: 'PUT',
    path: `/api/v1/model-settings/boundary`,
    body: params.body,
    as: 'json',
  };
}
