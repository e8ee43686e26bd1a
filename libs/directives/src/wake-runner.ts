import { Injectable } from '@nestjs/common';
import { Bus } from '@legator/core';

const TOPIC = 'directives.due';
const CANCEL_TOPIC = 'directives.cancel';

/** Tells the runners of all replicas that there may be something to start, or to stop. */
@Injectable()
export class WakeRunner {
  constructor(private readonly bus: Bus) {}

  wake(): void {
    this.bus.publish(TOPIC, '');
  }

  onWake(listener: () => void): () => void {
    return this.bus.subscribe(TOPIC, listener);
  }

  /** Stop the local work with this id, wherever it runs. */
  cancel(id: string): void {
    this.bus.publish(CANCEL_TOPIC, id);
  }

  onCancel(listener: (id: string) => void): () => void {
    return this.bus.subscribe(CANCEL_TOPIC, listener);
  }
}
