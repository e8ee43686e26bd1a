/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ReadinessView } from '../../models/readiness-view';

export function healthReady(): ApiRequest<ReadinessView> {
  return {
    method: 'GET',
    path: `/readyz`,
    as: 'json',
  };
}
