/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SiteId } from '../../models/site-id';
import type { SiteSummary } from '../../models/site-summary';

export interface SitesSummaryParams {
  id: SiteId;
}

export function sitesSummary(params: SitesSummaryParams): ApiRequest<SiteSummary> {
  return {
    method: 'GET',
    path: `/api/v1/sites/${encodeURIComponent(params.id)}/summary`,
    as: 'json',
  };
}
