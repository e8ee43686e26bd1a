/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { EndedSessions } from '../../models/ended-sessions';

export function sessionsEndOthers(): ApiRequest<EndedSessions> {
  return {
    method: 'DELETE',
    path: `/api/v1/auth/sessions`,
    as: 'json',
  };
}
