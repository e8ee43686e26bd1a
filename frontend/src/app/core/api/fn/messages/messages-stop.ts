/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { StoppedTurns } from '../../models/stopped-turns';
import type { StopTurns } from '../../models/stop-turns';

export interface MessagesStopParams {
  id: string;
  body: StopTurns;
}

export function messagesStop(params: MessagesStopParams): ApiRequest<StoppedTurns> {
  return {
    method: 'POST',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}/stop`,
    body: params.body,
    as: 'json',
  };
}
