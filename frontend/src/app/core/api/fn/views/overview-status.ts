/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { OverviewStatus } from '../../models/overview-status';

export function overviewStatus(): ApiRequest<OverviewStatus> {
  return {
    method: 'GET',
    path: `/api/v1/overview/status`,
    as: 'json',
  };
}
