import { Injectable } from '@nestjs/common';
import { Clock, Signals, systemActor } from '@legator/core';
import type { Tx } from '@legator/core';
import { Outcomes } from '@legator/directives';
import type { Directive, End } from '@legator/directives';
import { allowedErrors } from './next-step.js';
import type { Counts, Rollout } from './rollout.js';
import { RolloutsStore } from './rollouts.store.js';
import { RolloutFinished } from './signals/rollout-finished.signal.js';
import { TargetsStore } from './targets.store.js';

type As = NonNullable<Rollout['outcome']>;

/** The end of a rollout: its row, its directive, the hosts that it did not come to, and the fact. */
@Injectable()
export class RolloutEnds {
  constructor(
    private readonly store: RolloutsStore,
    private readonly targets: TargetsStore,
    private readonly outcomes: Outcomes,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Nothing of it runs any more; its row and its directive's are locked by the caller. */
  async finish(tx: Tx, directive: Directive, rollout: Rollout, as: As): Promise<void> {
    await this.targets.leaveOut(tx, rollout.id);
    const counts = await this.targets.counts(tx, rollout.id);
    const reason = as === 'stopped' ? rollout.reason : reasonOf(as, rollout, counts);
    const done = await this.store.change(tx, rollout, {
      ...{ state: 'done', outcome: as, reason, waitsFor: null },
      finishedAt: this.clock.now(),
    });
    await this.outcomes.finish(tx, [endOf(directive.id, done, counts)]);
    const context = {
      actor: systemActor(directive.tenantId),
      correlationId: directive.correlationId ?? undefined,
    };
    await this.signals.recordAll(tx, [
      { signal: new RolloutFinished(done, directive.summary, counts), context },
    ]);
  }
}

function reasonOf(as: As, rollout: Rollout, { succeeded, failed }: Counts): string | null {
  if (as === 'succeeded') return failed > 0 ? `${failed} failed, and ${rollout.maxErrors} may.` : null;
  if (failed === 0) return 'No host ran it.';
  const allowed = allowedErrors(rollout, { succeeded, failed });
  const canary = succeeded + failed <= rollout.canary;
  return canary ? 'A canary failed.' : `${failed} failed, and ${allowed === 0 ? 'none' : allowed} may.`;
}

function endOf(directiveId: string, { outcome, reason }: Rollout, counts: Counts): End {
  const result = { ...counts };
  if (outcome === 'succeeded') return { directiveId, status: 'succeeded', result };
  const errorMessage = reason ?? 'It was stopped.';
  return outcome === 'stopped'
    ? { directiveId, status: 'canceled', result, errorKind: 'canceled', errorMessage }
    : { directiveId, status: 'failed', result, errorKind: 'rollout_failed', errorMessage };
}
