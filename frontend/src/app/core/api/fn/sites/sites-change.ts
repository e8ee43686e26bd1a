/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeSite } from '../../models/change-site';
import type { SiteId } from '../../models/site-id';
import type { SiteView } from '../../models/site-view';

export interface SitesChangeParams {
  id: SiteId;
  body: ChangeSite;
}

export function sitesChange(params: SitesChangeParams): ApiRequest<SiteView> {
  return {
    method: 'PATCH',
    path: `/api/v1/sites/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
