import { Injectable } from '@nestjs/common';
import { Clock } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbeConditions } from '@legator/fleet';
import { complaint, gateNow } from './health-gate.js';
import type { Progress } from './next-step.js';
import type { Rollout } from './rollout.js';
import { RolloutsStore } from './rollouts.store.js';
import { TargetsStore } from './targets.store.js';

const NAMED = 3;

/** Between two waves: whether the hosts of the last one are as well as they were before it. */
@Injectable()
export class RolloutGate {
  constructor(
    private readonly store: RolloutsStore,
    private readonly targets: TargetsStore,
    private readonly conditions: ProbeConditions,
    private readonly clock: Clock,
  ) {}

  /** @returns the rollout with what was found noted in its row */
  async look(tx: Tx, rollout: Rollout): Promise<{ rollout: Rollout; health: Progress['health'] }> {
    const { wave, healthMs, ignoreHealth, state } = rollout;
    if (state !== 'running' || wave === 0 || healthMs === 0 || ignoreHealth)
      return { rollout, health: 'well' };
    const now = this.clock.now();
    const endedAt = rollout.waveEndedAt ?? now;
    const complaints = await this.complaints(tx, rollout);
    const terms = { healthMs, timeoutMs: rollout.healthTimeoutMs };
    const gate = gateNow({ endedAt, wellSince: rollout.wellSince }, complaints.length, terms, now);
    const noted = { waveEndedAt: endedAt, wellSince: gate.wellSince, waitsFor: inWords(complaints, rollout) };
    return { rollout: await this.note(tx, rollout, noted), health: gate.health };
  }

  private async complaints(tx: Tx, { id, wave }: Rollout): Promise<string[]> {
    const ran = await this.targets.ofWave(tx, id, wave);
    const health = await this.conditions.health(
      tx,
      ran.map(({ probeId }) => probeId),
    );
    return ran.flatMap(({ probeId, hostname, healthBefore, endedAt }) => {
      const before = { connected: true, score: null, measuredAt: null, ...healthBefore };
      return complaint({ hostname, before, endedAt: endedAt!, now: health.get(probeId) }) ?? [];
    });
  }

  private note(
    tx: Tx,
    rollout: Rollout,
    to: Pick<Rollout, 'waveEndedAt' | 'wellSince' | 'waitsFor'>,
  ): Promise<Rollout> {
    const same =
      rollout.waveEndedAt?.getTime() === to.waveEndedAt?.getTime() &&
      rollout.wellSince?.getTime() === to.wellSince?.getTime() &&
      rollout.waitsFor === to.waitsFor;
    return same ? Promise.resolve(rollout) : this.store.change(tx, rollout, to);
  }
}

function inWords(complaints: readonly string[], { wave, healthMs }: Rollout): string {
  if (complaints.length === 0) return `The hosts of wave ${wave} must stay well for ${healthMs / 1_000} s.`;
  const more = complaints.length > NAMED ? `, and ${complaints.length - NAMED} more` : '';
  return `${complaints.slice(0, NAMED).join('; ')}${more}.`;
}
