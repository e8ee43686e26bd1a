/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Me } from '../../models/me';

export function sessionsMe(): ApiRequest<Me> {
  return {
    method: 'GET',
    path: `/api/v1/me`,
    as: 'json',
  };
}
