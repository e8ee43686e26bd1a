/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeId } from '../../models/probe-id';
import type { Timeline } from '../../models/timeline';

export interface TimelineOfProbeParams {
  id: ProbeId;
  kinds?: string;
  before?: string;
  limit?: number;
}

export function timelineOfProbe(params: TimelineOfProbeParams): ApiRequest<Timeline> {
  return {
    method: 'GET',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/timeline`,
    query: { kinds: params.kinds, before: params.before, limit: params.limit },
    as: 'json',
  };
}
