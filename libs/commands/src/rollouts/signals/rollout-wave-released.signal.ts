import type { Signal } from '@legator/core';
import type { Rollout } from '../rollout.js';
import { aboutRollout, hosts } from './rollout-facts.js';

/** The turn of some hosts has come; their commands are directives of their own, with facts of their own. */
export class RolloutWaveReleased implements Signal {
  static readonly type = 'rollout.wave_released';
  readonly type = RolloutWaveReleased.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;

  constructor(rollout: Rollout, summary: string, wave: number, probes: readonly string[], skipped: number) {
    ({ subject: this.subject, alsoAbout: this.alsoAbout } = aboutRollout(rollout));
    this.summary = `Wave ${wave}, ${hosts(probes.length)}: ${summary}`;
    this.payload = { wave, probes, skipped };
  }
}
