/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DeliveryView } from '../models/delivery-view';

export interface SignalDeliveries {
  deliveries: Array<DeliveryView>;
}
