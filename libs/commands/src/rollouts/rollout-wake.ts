import { Injectable } from '@nestjs/common';
import { Bus } from '@legator/core';

const TOPIC = 'commands.rollouts';

/** Tells every replica that a rollout may have something to do. */
@Injectable()
export class RolloutWake {
  constructor(private readonly bus: Bus) {}

  wake(): void {
    this.bus.publish(TOPIC, '');
  }

  onWake(listener: () => void): () => void {
    return this.bus.subscribe(TOPIC, listener);
  }
}
