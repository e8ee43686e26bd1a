import { Injectable } from '@nestjs/common';
import { Signals, systemActor } from '@legator/core';
import type { Signal, Tx } from '@legator/core';
import { DirectiveControl, DirectiveHistory } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { nextStep } from './next-step.js';
import { RolloutEnds } from './rollout-ends.service.js';
import { RolloutGate } from './rollout-gate.service.js';
import { RolloutWaves } from './rollout-waves.service.js';
import type { Rollout } from './rollout.js';
import { RolloutsStore } from './rollouts.store.js';
import { RolloutPaused } from './signals/rollout-paused.signal.js';
import { RolloutWaveReleased } from './signals/rollout-wave-released.signal.js';
import { TargetsStore } from './targets.store.js';

/**
 * Moves a rollout on by one step, in one transaction: what has ended is noted, and what follows from that is done, or
 * neither. Whoever comes at the same time waits for the row and then finds it moved.
 */
@Injectable()
export class RolloutSteps {
  constructor(
    private readonly control: DirectiveControl,
    private readonly history: DirectiveHistory,
    private readonly store: RolloutsStore,
    private readonly targets: TargetsStore,
    private readonly gate: RolloutGate,
    private readonly waves: RolloutWaves,
    private readonly ends: RolloutEnds,
    private readonly signals: Signals,
  ) {}

  /** @returns whether there is more to do at once */
  async step(tx: Tx, directiveId: string): Promise<boolean> {
    const directive = await this.control.lock(tx, directiveId);
    const rollout = await this.store.take(tx, directiveId);
    if (!rollout || rollout.state === 'waiting' || rollout.state === 'done') return false;
    await this.settle(tx, rollout);
    const counts = await this.targets.counts(tx, rollout.id);
    if (counts.running > 0) return false;
    const seen = await this.gate.look(tx, rollout);
    const next = nextStep(rollout, { ...counts, state: rollout.state, health: seen.health });
    if (next.do === 'wait') return false;
    if (next.do === 'pause') return this.pause(tx, directive, seen.rollout, seen.rollout.waitsFor ?? '');
    if (next.do === 'release') return this.release(tx, directive, seen.rollout, next.hosts);
    await this.ends.finish(tx, directive, seen.rollout, next.as);
    return false;
  }

  /** Something is in its way that only people can clear. */
  async halt(tx: Tx, directiveId: string, why: string): Promise<void> {
    const directive = await this.control.lock(tx, directiveId);
    const rollout = await this.store.take(tx, directiveId);
    if (rollout?.state === 'running') await this.pause(tx, directive, rollout, why);
  }

  private async settle(tx: Tx, { id }: Rollout): Promise<void> {
    const running = await this.targets.running(tx, id);
    if (running.length === 0) return;
    const ids = running.map(({ directiveId }) => directiveId);
    await this.targets.settle(tx, id, await this.history.endsOf(tx, ids));
  }

  private async release(tx: Tx, directive: Directive, rollout: Rollout, hosts: number): Promise<boolean> {
    const { released, skipped, frozen, more } = await this.waves.release(tx, directive, rollout, hosts);
    if (released.length === 0) {
      if (frozen !== undefined) return this.pause(tx, directive, rollout, frozen);
      // All that were left have been skipped: the next look finds nothing waiting.
      return more || skipped > 0;
    }
    const gone = { waveEndedAt: null, wellSince: null, waitsFor: null, ignoreHealth: false };
    await this.store.change(tx, rollout, { wave: rollout.wave + 1, ...gone });
    const wave = new RolloutWaveReleased(rollout, directive.summary, rollout.wave + 1, released, skipped);
    await this.record(tx, directive, wave);
    return false;
  }

  private async pause(tx: Tx, directive: Directive, rollout: Rollout, reason: string): Promise<false> {
    await this.store.change(tx, rollout, { state: 'paused', reason });
    await this.record(tx, directive, new RolloutPaused(rollout, directive.summary, reason));
    return false;
  }

  private async record(tx: Tx, { tenantId, correlationId }: Directive, signal: Signal): Promise<void> {
    const context = { actor: systemActor(tenantId), correlationId: correlationId ?? undefined };
    await this.signals.recordAll(tx, [{ signal, context }]);
  }
}
