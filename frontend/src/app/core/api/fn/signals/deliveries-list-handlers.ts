/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignalHandlerList } from '../../models/signal-handler-list';

export function deliveriesListHandlers(): ApiRequest<SignalHandlerList> {
  return {
    method: 'GET',
    path: `/api/v1/signal-handlers`,
    as: 'json',
  };
}
