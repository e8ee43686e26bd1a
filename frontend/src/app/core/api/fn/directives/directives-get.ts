/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DirectiveView } from '../../models/directive-view';

export interface DirectivesGetParams {
  id: string;
}

export function directivesGet(params: DirectivesGetParams): ApiRequest<DirectiveView> {
  return {
    method: 'GET',
    path: `/api/v1/directives/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
