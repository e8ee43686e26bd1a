/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RequestDirective } from '../../models/request-directive';
import type { RequestedDirective } from '../../models/requested-directive';

export interface DirectivesRequestParams {
  body: RequestDirective;
}

export function directivesRequest(params: DirectivesRequestParams): ApiRequest<RequestedDirective> {
  return {
    method: 'POST',
    path: `/api/v1/directives`,
    body: params.body,
    as: 'json',
  };
}
