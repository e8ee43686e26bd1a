/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DecidedApprovals } from '../../models/decided-approvals';

export interface OverviewDecidedParams {
  limit?: number;
}

export function overviewDecided(params: OverviewDecidedParams = {}): ApiRequest<DecidedApprovals> {
  return {
    method: 'GET',
    path: `/api/v1/overview/decided`,
    query: { limit: params.limit },
    as: 'json',
  };
}
