/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Health } from '../../models/health';
import type { ProbeId } from '../../models/probe-id';

export interface ProbesHealthParams {
  id: ProbeId;
}

export function probesHealth(params: ProbesHealthParams): ApiRequest<Health> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/health`,
    as: 'json',
  };
}
