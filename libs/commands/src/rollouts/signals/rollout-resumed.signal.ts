import type { Signal } from '@legator/core';
import type { Rollout } from '../rollout.js';
import { aboutRollout } from './rollout-facts.js';

/** Somebody lets a paused rollout go on. */
export class RolloutResumed implements Signal {
  static readonly type = 'rollout.resumed';
  readonly type = RolloutResumed.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string, by: string, ignoreHealth: boolean) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    const how = ignoreHealth ? ', however its last hosts are' : '';
    this.summary = `${by} lets it go on${how}: ${summary}`;
    this.payload = { wave: rollout.wave, ignore_health: ignoreHealth };
  }
}
