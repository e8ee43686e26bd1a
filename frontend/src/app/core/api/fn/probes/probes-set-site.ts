/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeId } from '../../models/probe-id';
import type { ProbeSite } from '../../models/probe-site';
import type { SetSite } from '../../models/set-site';

export interface ProbesSetSiteParams {
  id: ProbeId;
  body: SetSite;
}

export function probesSetSite(params: ProbesSetSiteParams): ApiRequest<ProbeSite> {
  return {
    method: 'PUT',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/site`,
    body: params.body,
    as: 'json',
  };
}
