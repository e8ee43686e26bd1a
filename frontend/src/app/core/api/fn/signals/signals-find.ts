/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignalView } from '../../models/signal-view';

export interface SignalsFindParams {
  id: string;
}

export function signalsFind(params: SignalsFindParams): ApiRequest<SignalView> {
  return {
    method: 'GET',
    path: `/api/v1/signals/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
