/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FreezeExecution } from '../../models/freeze-execution';
import type { FrozenExecution } from '../../models/frozen-execution';

export interface FreezeFreezeParams {
  body: FreezeExecution;
}

export function freezeFreeze(params: FreezeFreezeParams): ApiRequest<FrozenExecution> {
  return {
    method: 'POST',
    path: `/api/v1/execution/freeze`,
    body: params.body,
    as: 'json',
  };
}
