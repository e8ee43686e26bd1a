/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DirectiveAttempts } from '../../models/directive-attempts';

export interface DirectivesAttemptsParams {
  id: string;
}

export function directivesAttempts(params: DirectivesAttemptsParams): ApiRequest<DirectiveAttempts> {
  return {
    method: 'GET',
    path: `/api/v1/directives/${encodeURIComponent(params.id)}/attempts`,
    as: 'json',
  };
}
