import type { Signal } from './signal.js';

/** Somebody asked for one more attempt at a delivery. */
export class DeliveryRetried implements Signal {
  static readonly type = 'signal.delivery_retried';
  readonly type = DeliveryRetried.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(deliveryId: string, signalId: string, handler: string) {
    this.subject = { type: 'signal', id: signalId };
    this.summary = `Delivery of signal ${signalId} to ${handler} is tried again.`;
    this.payload = { delivery_id: deliveryId, handler };
  }
}
