/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Activity } from '../../models/activity';

export interface OverviewActivityParams {
  hours?: number;
}

export function overviewActivity(params: OverviewActivityParams = {}): ApiRequest<Activity> {
  return {
    method: 'GET',
    path: `/api/v1/overview/activity`,
    query: { hours: params.hours },
    as: 'json',
  };
}
