/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeDetail } from '../../models/probe-detail';
import type { ProbeId } from '../../models/probe-id';

export interface ProbesGetParams {
  id: ProbeId;
}

export function probesGet(params: ProbesGetParams): ApiRequest<ProbeDetail> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
