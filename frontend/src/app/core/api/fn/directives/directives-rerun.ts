/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangedDirective } from '../../models/changed-directive';
import type { RerunDirective } from '../../models/rerun-directive';

export interface DirectivesRerunParams {
  id: string;
  body: RerunDirective;
}

export function directivesRerun(params: DirectivesRerunParams): ApiRequest<ChangedDirective> {
  return {
    method: 'POST',
    path: `/api/v1/directives/${encodeURIComponent(params.id)}/rerun`,
    body: params.body,
    as: 'json',
  };
}
