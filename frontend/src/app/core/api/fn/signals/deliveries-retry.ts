/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RetriedDelivery } from '../../models/retried-delivery';

export interface DeliveriesRetryParams {
  id: string;
}

export function deliveriesRetry(params: DeliveriesRetryParams): ApiRequest<RetriedDelivery> {
  return {
    method: 'POST',
    path: `/api/v1/signal-deliveries/${encodeURIComponent(params.id)}/retry`,
    as: 'json',
  };
}
