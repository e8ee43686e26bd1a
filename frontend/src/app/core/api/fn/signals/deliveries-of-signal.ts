/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignalDeliveries } from '../../models/signal-deliveries';

export interface DeliveriesOfSignalParams {
  id: string;
}

export function deliveriesOfSignal(params: DeliveriesOfSignalParams): ApiRequest<SignalDeliveries> {
  return {
    method: 'GET',
    path: `/api/v1/signals/${encodeURIComponent(params.id)}/deliveries`,
    as: 'json',
  };
}
