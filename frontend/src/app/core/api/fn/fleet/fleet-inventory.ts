/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FleetInventoryView } from '../../models/fleet-inventory-view';
import type { ProbeStatus } from '../../models/probe-status';
import type { Tag } from '../../models/tag';

export interface FleetInventoryParams {
  status?: ProbeStatus;
  tag?: Tag;
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
      os: params.os,
      limit: params.limit,
      cursor: params.cursor,
      fields: params.fields,
    },
    as: 'json',
  };
}
