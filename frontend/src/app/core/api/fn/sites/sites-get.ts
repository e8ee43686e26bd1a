/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SiteId } from '../../models/site-id';
import type { SiteView } from '../../models/site-view';

export interface SitesGetParams {
  id: SiteId;
}

export function sitesGet(params: SitesGetParams): ApiRequest<SiteView> {
  return {
    method: 'GET',
    path: `/api/v1/sites/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
