import type { Signal } from '@legator/core';
import type { Rollout } from '../rollout.js';
import { aboutRollout } from './rollout-facts.js';

/** Somebody stopped it. What runs comes to its own end; nothing else begins. */
export class RolloutStopped implements Signal {
  static readonly type = 'rollout.stopped';
  readonly type = RolloutStopped.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string, by: string, reason: string) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    this.summary = `${by} stopped it after wave ${rollout.wave}: ${summary}`;
    this.payload = { wave: rollout.wave, reason };
  }
}
