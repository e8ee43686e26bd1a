/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SiteList } from '../../models/site-list';

export function sitesList(): ApiRequest<SiteList> {
  return {
    method: 'GET',
    path: `/api/v1/sites`,
    as: 'json',
  };
}
