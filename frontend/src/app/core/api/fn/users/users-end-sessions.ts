/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { EndedSessions } from '../../models/ended-sessions';

export interface UsersEndSessionsParams {
  id: string;
}

export function usersEndSessions(params: UsersEndSessionsParams): ApiRequest<EndedSessions> {
  return {
    method: 'POST',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/sessions/end`,
    as: 'json',
  };
}
