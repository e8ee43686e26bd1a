import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { PolicyState } from '@legator/contracts';
import { afterCommit, Bus, Clock, runWith, Signals, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { PolicyLine, ProbeChannel, ProbesService } from '@legator/fleet';
import type { GreetingProbe, LinePolicy } from '@legator/fleet';
import { PolicyDrifted } from '../signals/policy-drifted.signal.js';
import { AssignmentsStore } from './assignments.store.js';
import type { ProbePolicyRow, Reported } from './assignments.store.js';
import { driftOf } from './drift.js';
import { HeldPolicies } from './held-policies.service.js';
import { announceChange, onChange } from './policy-changes.js';
import { policyFrame, sandboxOf } from './policy-frame.js';

/** Nothing can be counted beyond it; a probe that says so is not overtaken, and shown as going by something else. */
const HIGHEST = Number.MAX_SAFE_INTEGER;

/** Says to each connected probe what it has to go by, after it connected and whenever that changes, and hears what it makes of it. */
@Injectable()
export class PolicyPush implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('policy');
  private stop: (() => void) | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: AssignmentsStore,
    private readonly held: HeldPolicies,
    private readonly probes: ProbesService,
    private readonly channel: ProbeChannel,
    private readonly line: PolicyLine,
    private readonly signals: Signals,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.line.bind({
      current: (probe) => this.current(probe),
      welcomed: ({ tenantId, probeId }) => this.push(tenantId, [probeId]),
      reported: (probe, state) => this.reported(probe, state),
    });
    this.stop = onChange(this.bus, ({ tenantId, probeIds }) => {
      const here = probeIds.filter((id) => this.channel.isConnected(id));
      // Lost, it is said again when the probe connects; until then its drift shows.
      this.push(tenantId, here).catch((error: unknown) =>
        this.logger.warn({ err: error }, 'A changed policy was not sent.'),
      );
    });
  }

  onApplicationShutdown(): void {
    this.stop?.();
  }

  /** By what the table says now: between its key and its welcome the level may have become lower. */
  private current({ tenantId, probeId }: GreetingProbe): Promise<LinePolicy | undefined> {
    return this.in(tenantId, async (tx) => {
      const [target] = await this.probes.targets(tx, { probeIds: [probeId] });
      const row = (await this.store.rows(tx, [probeId])).get(probeId);
      return target && { version: row?.revision ?? 0, level: target.level };
    });
  }

  private async push(tenantId: string, probeIds: readonly string[]): Promise<void> {
    if (probeIds.length === 0) return;
    const frames = await this.in(tenantId, async (tx) => {
      const rows = [...(await this.store.rows(tx, probeIds)).values()];
      const held = await this.held.withDocuments(tx, new Map(rows.map((row) => [row.probeId, row.held])));
      return rows.map((row) => ({ id: row.probeId, frame: policyFrame(row, held.get(row.probeId)!) }));
    });
    for (const { id, frame } of frames) this.channel.send(id, frame);
  }

  /** A probe that has a higher revision than we gave it knew a control plane that was put back since: it gets a higher one. */
  private async reported(probe: GreetingProbe, state: PolicyState): Promise<void> {
    const { tenantId, probeId } = probe;
    const { revision, level, sandbox, refused } = state;
    await this.in(tenantId, async (tx) => {
      await this.store.lock(tx, tenantId);
      const [target] = await this.probes.targets(tx, { probeIds: [probeId] });
      const row = (await this.store.rows(tx, [probeId])).get(probeId);
      if (!target) return;
      if (revision > (row?.revision ?? 0) && revision < HIGHEST)
        await this.overtake(tx, tenantId, probeId, revision, row);
      else if (row)
        await this.keep(tx, row, target, { revision, level, sandbox, ...(refused && { refused }) });
    });
  }

  private async overtake(
    tx: Tx,
    tenantId: string,
    probeId: string,
    revision: number,
    row: ProbePolicyRow | undefined,
  ) {
    const [target] = await this.probes.targets(tx, { probeIds: [probeId] });
    const blank = { probeId, baseLevel: target!.level, level: target!.level, held: [] };
    await this.store.set(tx, tenantId, [
      { ...(row ?? blank), revision: revision + 1, setAt: this.clock.now() },
    ]);
    this.logger.warn(
      `${probeId} has revision ${revision}, which it did not get from here; it is given a newer one.`,
    );
    afterCommit(tx, () => announceChange(this.bus, tenantId, [probeId]));
  }

  private async keep(
    tx: Tx,
    row: ProbePolicyRow,
    target: { hostname: string; ceiling: ProbePolicyRow['level'] | null },
    reported: Reported,
  ): Promise<void> {
    const held = await this.held.withDocuments(tx, new Map([[row.probeId, row.held]]));
    const assigned = { ...row, sandbox: sandboxOf(held.get(row.probeId)!) };
    const { drift, note } = driftOf(assigned, target.ceiling, reported);
    await this.store.report(tx, row.probeId, { reported, at: this.clock.now(), drift, note });
    if (drift !== 'none' && drift !== row.drift)
      await this.signals.record(tx, new PolicyDrifted(row.probeId, target.hostname, drift, note));
  }

  private in<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return runWith({ actor: systemActor(tenantId) }, () => this.transactions.run(work));
  }
}
