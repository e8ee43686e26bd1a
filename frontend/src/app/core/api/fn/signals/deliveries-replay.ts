/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ReplayAnswer } from '../../models/replay-answer';
import type { RequestReplay } from '../../models/request-replay';

export interface DeliveriesReplayParams {
  body: RequestReplay;
}

export function deliveriesReplay(params: DeliveriesReplayParams): ApiRequest<ReplayAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/signals/replay`,
    body: params.body,
    as: 'json',
  };
}
