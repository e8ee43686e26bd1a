/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CancelDirective } from '../../models/cancel-directive';
import type { ChangedDirective } from '../../models/changed-directive';

export interface DirectivesCancelParams {
  id: string;
  body: CancelDirective;
}

export function directivesCancel(params: DirectivesCancelParams): ApiRequest<ChangedDirective> {
  return {
    method: 'POST',
    path: `/api/v1/directives/${encodeURIComponent(params.id)}/cancel`,
    body: params.body,
    as: 'json',
  };
}
