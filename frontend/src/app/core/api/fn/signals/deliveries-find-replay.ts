/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ReplayFound } from '../../models/replay-found';

export interface DeliveriesFindReplayParams {
  id: string;
}

export function deliveriesFindReplay(params: DeliveriesFindReplayParams): ApiRequest<ReplayFound> {
  return {
    method: 'GET',
    path: `/api/v1/signals/replays/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
