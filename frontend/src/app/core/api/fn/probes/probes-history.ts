/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeId } from '../../models/probe-id';
import type { VitalsHistory } from '../../models/vitals-history';

export interface ProbesHistoryParams {
  id: ProbeId;
  from?: string;
  to?: string;
  step?: number;
}

export function probesHistory(params: ProbesHistoryParams): ApiRequest<VitalsHistory> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/vitals`,
    query: { from: params.from, to: params.to, step: params.step },
    as: 'json',
  };
}
