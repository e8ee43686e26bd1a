/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export function metricsScrape(): ApiRequest<string> {
  return {
    method: 'GET',
    path: `/api/v1/metrics`,
    as: 'text',
  };
}
