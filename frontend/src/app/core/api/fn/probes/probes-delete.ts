/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeletedProbe } from '../../models/deleted-probe';
import type { ProbeId } from '../../models/probe-id';

export interface ProbesDeleteParams {
  id: ProbeId;
}

export function probesDelete(params: ProbesDeleteParams): ApiRequest<DeletedProbe> {
  return {
    method: 'DELETE',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
