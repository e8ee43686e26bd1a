/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelSettingsView } from '../../models/model-settings-view';
import type { PutModelBudget } from '../../models/put-model-budget';

export interface ModelSettingsBudgetParams {
  body: PutModelBudget;
}

export function modelSettingsBudget(params: ModelSettingsBudgetParams): ApiRequest<ModelSettingsView> {
  return {
    method: 'PUT',
    path: `/api/v1/model-settings/budget`,
    body: params.body,
    as: 'json',
  };
}
