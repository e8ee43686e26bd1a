/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RemovedSite } from '../../models/removed-site';
import type { SiteId } from '../../models/site-id';

export interface SitesRemoveParams {
  id: SiteId;
  take_out_probes?: 'true' | 'false';
}

export function sitesRemove(params: SitesRemoveParams): ApiRequest<RemovedSite> {
  return {
    method: 'DELETE',
    path: `/api/v1/sites/${encodeURIComponent(params.id)}`,
    query: { take_out_probes: params.take_out_probes },
    as: 'json',
  };
}
