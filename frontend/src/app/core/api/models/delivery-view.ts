/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DeliveryState } from '../models/delivery-state';

export interface DeliveryView {
  attempts: number;
  delivered_at?: string;
  handler: string;
  id?: string;
  last_error?: string;
  next_attempt_at?: string;
  replay_id?: string;
  state: DeliveryState;
}
