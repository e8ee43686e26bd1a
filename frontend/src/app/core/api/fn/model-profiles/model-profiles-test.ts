/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ModelTest } from '../../models/model-test';

export interface ModelProfilesTestParams {
  id: string;
}

export function modelProfilesTest(params: ModelProfilesTestParams): ApiRequest<ModelTest> {
  return {
    method: 'POST',
    path: `/api/v1/model-profiles/${encodeURIComponent(params.id)}/test`,
    as: 'json',
  };
}
