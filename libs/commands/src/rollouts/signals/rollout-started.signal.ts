import type { Signal } from '@legator/core';
import type { Rollout } from '../rollout.js';
import { aboutRollout, paceOf } from './rollout-facts.js';

/** A rollout has begun: nothing has left yet, the first wave comes next. */
export class RolloutStarted implements Signal {
  static readonly type = 'rollout.started';
  readonly type = RolloutStarted.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    this.summary = `In waves: ${summary}`;
    this.payload = paceOf(rollout);
  }
}
