/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SessionList } from '../../models/session-list';

export interface SessionsListParams {
  scope?: 'own' | 'tenant';
}

export function sessionsList(params: SessionsListParams = {}): ApiRequest<SessionList> {
  return {
    method: 'GET',
    path: `/api/v1/auth/sessions`,
    query: { scope: params.scope },
    as: 'json',
  };
}
