/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeList } from '../../models/probe-list';
import type { ProbeStatus } from '../../models/probe-status';
import type { SiteId } from '../../models/site-id';
import type { Tag } from '../../models/tag';

export interface ProbesListParams {
  status?: ProbeStatus;
  tag?: Tag;
  site?: SiteId;
  os?: string;
  limit?: number;
  cursor?: string;
  q?: string;
  sort?:
    | 'hostname'
    | '-hostname'
    | 'status'
    | '-status'
    | 'last_seen'
    | '-last_seen'
    | 'registered'
    | '-registered'
    | 'health'
    | '-health'
    | 'cpus'
    | '-cpus';
}

export function probesList(params: ProbesListParams = {}): ApiRequest<ProbeList> {
  return {
    method: 'GET',
    path: `/api/v1/probes`,
    query: {
      status: params.status,
      tag: params.tag,
      site: params.site,
      os: params.os,
      limit: params.limit,
      cursor: params.cursor,
      q: params.q,
      sort: params.sort,
    },
    as: 'json',
  };
}
