/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DirectiveGate } from '../../models/directive-gate';
import type { DirectivePage } from '../../models/directive-page';
import type { DirectiveStatus } from '../../models/directive-status';

export interface DirectivesListParams {
  status?: DirectiveStatus;
  gate?: DirectiveGate;
  type?: string;
  subject_type?: string;
  subject_id?: string;
  correlation_id?: string;
  cursor?: string;
  limit?: number;
}

export function directivesList(params: DirectivesListParams = {}): ApiRequest<DirectivePage> {
  return {
    method: 'GET',
    path: `/api/v1/directives`,
    query: {
      status: params.status,
      gate: params.gate,
      type: params.type,
      subject_type: params.subject_type,
      subject_id: params.subject_id,
      correlation_id: params.correlation_id,
      cursor: params.cursor,
      limit: params.limit,
    },
    as: 'json',
  };
}
