import { Injectable } from '@nestjs/common';
import { Clock } from '@legator/core';
import type { Tx } from '@legator/core';
import { RecentDirectives } from '@legator/directives';
import type { RecentCounts } from '@legator/directives';
import { ProbeConditions } from '@legator/fleet';
import type { ProbeCondition, Target } from '@legator/fleet';
import { AssignmentsStore } from './assignments/assignments.store.js';
import type { Revision } from './assignments/assignments.store.js';
import { HeldPolicies } from './assignments/held-policies.service.js';
import { levelWithout } from './assignments/level-by.js';
import type { Around } from './command-judge.js';
import type { HeldPolicy } from './decision/facts.js';

export const HOUR_MS = 3_600_000;
const NO_CONDITION: ProbeCondition = { measured: {}, sandboxed: false, captures: false };

/** What a batch of decisions looks at beside its commands: read once for all its probes, and only what a policy asks for. */
@Injectable()
export class Surroundings {
  constructor(
    private readonly held: HeldPolicies,
    private readonly conditions: ProbeConditions,
    private readonly recent: RecentDirectives,
    private readonly assigned: AssignmentsStore,
    private readonly clock: Clock,
  ) {}

  /** `instead`: these policies in the place of those that are applied. */
  async of(
    tx: Tx,
    targets: readonly Target[],
    instead?: readonly HeldPolicy[],
    at?: Date,
  ): Promise<BatchSurroundings> {
    const ids = targets.map(({ id }) => id);
    const held = instead ? new Map(ids.map((id) => [id, instead])) : await this.held.of(tx, targets);
    const documents = [...held.values()].flat().map(({ document }) => document);
    const looks = documents.some(
      ({ capacity, sandbox, capture }) => capacity || sandbox === 'required' || capture === 'required',
    );
    const now = at ?? this.clock.now();
    const since = new Date(now.getTime() - HOUR_MS);
    const counted = documents.some(({ rate }) => rate);
    if (counted && !instead) await this.recent.countAlone(tx, 'command.run');
    const counts = counted
      ? await this.recent.counts(tx, 'command.run', since, ids)
      : { all: 0, bySubject: new Map<string, number>() };
    const conditions = looks ? await this.conditions.of(tx, ids) : new Map<string, ProbeCondition>();
    // Read after what holds: what settled in between counts already.
    const revisions = await this.assigned.revisions(tx, ids);
    return new BatchSurroundings({ held, conditions, revisions, recent: counts }, now);
  }
}

/** The same, at each probe of the batch in turn. */
export class BatchSurroundings {
  private readonly here = new Map<string, number>();
  private all = 0;

  constructor(
    private readonly read: {
      readonly held: ReadonlyMap<string, readonly HeldPolicy[]>;
      readonly conditions: ReadonlyMap<string, ProbeCondition>;
      readonly revisions: ReadonlyMap<string, Revision>;
      readonly recent: RecentCounts;
    },
    private readonly now: Date,
  ) {}

  /** Policies go with their tag or site at once and the level follows; what one of them gave is not left without its rules. */
  at({ id, level }: Pick<Target, 'id' | 'level'>): Around {
    const { held, conditions, recent, revisions } = this.read;
    const { measured, sandboxed, captures } = conditions.get(id) ?? NO_CONDITION;
    const counts = {
      probe: (recent.bySubject.get(id) ?? 0) + (this.here.get(id) ?? 0),
      tenant: recent.all + this.all,
      targets: held.size,
    };
    const policies = held.get(id) ?? [];
    const row = revisions.get(id);
    const around = { policies, now: this.now, capacity: measured, counts };
    const runs = policies.length > 0 ? level : levelWithout(row, level);
    return { ...around, level: runs, sandboxed, captures, revision: row?.revision ?? 0 };
  }

  /** It will run, so it counts from now on. */
  letRun({ id }: Pick<Target, 'id'>): void {
    this.here.set(id, (this.here.get(id) ?? 0) + 1);
    this.all += 1;
  }
}
