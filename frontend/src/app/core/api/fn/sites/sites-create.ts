/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateSite } from '../../models/create-site';
import type { SiteView } from '../../models/site-view';

export interface SitesCreateParams {
  body: CreateSite;
}

export function sitesCreate(params: SitesCreateParams): ApiRequest<SiteView> {
  return {
    method: 'POST',
    path: `/api/v1/sites`,
    body: params.body,
    as: 'json',
  };
}
