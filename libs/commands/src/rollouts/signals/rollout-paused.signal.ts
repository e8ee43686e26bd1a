import type { Signal } from '@legator/core';
import type { Rollout } from '../rollout.js';
import { aboutRollout } from './rollout-facts.js';

/** Nothing more is released until somebody resumes it. */
export class RolloutPaused implements Signal {
  static readonly type = 'rollout.paused';
  readonly type = RolloutPaused.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string, reason: string) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    this.summary = `Paused after wave ${rollout.wave}: ${summary}. ${reason}`;
    this.payload = { wave: rollout.wave, reason };
  }
}
