import type { Signal } from '@legator/core';
import type { Counts, Rollout } from '../rollout.js';
import { aboutRollout, hosts } from './rollout-facts.js';

const SAID = { succeeded: 'Done', failed: 'Ended early', stopped: 'Stopped' } as const;

/** It has come to its end, and nothing of it runs any more. */
export class RolloutFinished implements Signal {
  static readonly type = 'rollout.finished';
  readonly type = RolloutFinished.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string, counts: Counts) {
    const { outcome, reason, wave } = rollout;
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    const { succeeded, failed, skipped, not_run } = counts;
    const rest = [
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
      ...(not_run > 0 ? [`${not_run} not touched`] : []),
    ];
    const numbers = [`${hosts(succeeded)} well`, ...rest].join(', ');
    this.summary = `${SAID[outcome ?? 'failed']}: ${summary}. ${numbers}`;
    this.payload = { outcome, reason, waves: wave, succeeded, failed, skipped, not_run };
  }
}
