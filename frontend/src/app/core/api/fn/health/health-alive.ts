/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export function healthAlive(): ApiRequest<'ok'> {
  return {
    method: 'GET',
    path: `/healthz`,
    as: 'text',
  };
}
