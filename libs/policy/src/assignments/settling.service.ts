import { Injectable } from '@nestjs/common';
import type { Level } from '@legator/contracts';
import { afterCommit, Bus, Clock, currentContext, Signals } from '@legator/core';
import type { Tx } from '@legator/core';
import { StaleVerdicts } from '@legator/directives';
import { ProbesService } from '@legator/fleet';
import type { Target, TargetChoice } from '@legator/fleet';
import type { HeldPolicy } from '../decision/facts.js';
import { nameOf } from '../decision/rationale.js';
import { PolicyChanged } from '../signals/policy-changed.signal.js';
import { announceChange } from './policy-changes.js';
import { AssignmentsStore } from './assignments.store.js';
import type { HeldRef, ProbePolicyRow } from './assignments.store.js';
import { HeldPolicies } from './held-policies.service.js';
import type { Supposed } from './held-policies.service.js';
import { levelBy } from './level-by.js';

/** What a probe had to go by, and what it has to go by now. */
export interface Settled {
  readonly target: Target;
  readonly before: ProbePolicyRow | undefined;
  readonly held: readonly HeldPolicy[];
  readonly level: Level;
  readonly revision: number;
}

/** Makes what each probe goes by follow from what is assigned to it and to its tags. */
@Injectable()
export class Settling {
  constructor(
    private readonly probes: ProbesService,
    private readonly store: AssignmentsStore,
    private readonly held: HeldPolicies,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly verdicts: StaleVerdicts,
  ) {}

  /**
   * Level, revision, signal and audit entry of each probe that goes by something else now, in one transaction; it is
   * told after the commit, or when it connects.
   * @returns those that changed
   */
  async settle(tx: Tx, choice: TargetChoice): Promise<Settled[]> {
    const { tenantId } = currentContext().actor;
    await this.store.lock(tx, tenantId);
    const targets = await this.probes.targets(tx, choice);
    const changed = (await this.foresee(tx, targets)).filter(isChange);
    if (changed.length === 0) return [];
    const setAt = this.clock.now();
    await this.store.set(
      tx,
      tenantId,
      changed.map((one) => rowOf(one, setAt)),
    );
    const moved = changed.filter(({ target, level }) => level !== target.level);
    await this.probes.setLevels(
      tx,
      moved.map(({ target, level }) => ({ id: target.id, level })),
    );
    await this.signals.recordAll(
      tx,
      changed.map((one) => ({ signal: signalOf(one), context: currentContext() })),
    );
    const ids = changed.map(({ target }) => target.id);
    await this.verdicts.outdate(tx, ids);
    afterCommit(tx, () => announceChange(this.bus, tenantId, ids));
    return changed;
  }

  /** What each would have to go by, as things are assigned in this transaction, or as if something else were. */
  async foresee(tx: Tx, targets: readonly Target[], supposed?: Supposed): Promise<Settled[]> {
    const rows = await this.store.rows(
      tx,
      targets.map(({ id }) => id),
    );
    const held = await this.held.of(tx, targets, supposed);
    return targets.map((target) => {
      const before = rows.get(target.id);
      const policies = held.get(target.id) ?? [];
      const level = levelBy(policies, before, target.level);
      return { target, before, held: policies, level, revision: (before?.revision ?? 0) + 1 };
    });
  }
}

/** Whether the probe would have to be told. */
export function isChange({ held, before, level, target }: Settled): boolean {
  return level !== target.level || refsText(held) !== refsText(before?.held ?? []);
}

function refsText(refs: readonly HeldRef[]): string {
  return JSON.stringify(refs.map(({ policyId, version, via }) => [policyId, version, via.type, via.id]));
}

function rowOf({ target, before, held, level, revision }: Settled, setAt: Date) {
  return {
    ...{ probeId: target.id, revision, level, setAt },
    baseLevel: before && before.held.length > 0 ? before.baseLevel : target.level,
    held: held.map(({ policyId, version, via }) => ({ policyId, version, via })),
  };
}

function signalOf({ target, before, held, level, revision }: Settled): PolicyChanged {
  const was = before && {
    ...{ level: before.level, revision: before.revision },
    policies: before.held.map(nameOf),
  };
  return new PolicyChanged(target.id, target.hostname, was, { level, revision, policies: held.map(nameOf) });
}
