/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignalPage } from '../../models/signal-page';
import type { SignalTypePattern } from '../../models/signal-type-pattern';

export interface SignalsListParams {
  type?: SignalTypePattern;
  subject_type?: string;
  subject_id?: string;
  actor?: string;
  correlation_id?: string;
  since?: string;
  until?: string;
  cursor?: string;
  limit?: number;
}

export function signalsList(params: SignalsListParams = {}): ApiRequest<SignalPage> {
  return {
    method: 'GET',
    path: `/api/v1/signals`,
    query: {
      type: params.type,
      subject_type: params.subject_type,
      subject_id: params.subject_id,
      actor: params.actor,
      correlation_id: params.correlation_id,
      since: params.since,
      until: params.until,
      cursor: params.cursor,
      limit: params.limit,
    },
    as: 'json',
  };
}
