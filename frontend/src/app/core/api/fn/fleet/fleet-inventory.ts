/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetInventoryView } from '../../models/fleet-inventory-view';
import type { ProbeStatus } from '../../models/probe-status';
import type { SiteId } from '../../models/site-id';
import type { Tag } from '../../models/tag';

export interface FleetInventoryParams {
  status?: ProbeStatus;
  tag?: Tag;
  site?: SiteId;
  os?: string;
  limit?: number;
  cursor?: string;
  fields?: string;
}

export function fleetInventory(params: FleetInventoryParams = {}): ApiRequest<FleetInventoryView> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/inventory`,
    query: {
      status: params.status,
      tag: params.tag,
      site: params.site,
      os: params.os,
      limit: params.limit,
      cursor: params.cursor,
      fields: params.fields,
    },
    as: 'json',
  };
}
