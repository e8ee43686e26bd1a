import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import { Background, Gate, randomText, Signals, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveStarted } from './directive-started.signal.js';
import type { FailedStart, RemoteType } from './directive-type.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { asker, toGated } from './gated.js';
import { LEASE_SECONDS, LocalRuns } from './local-runs.js';
import { Outcomes } from './outcomes.service.js';
import { RunnerStore } from './runner.store.js';
import { WakeRunner } from './wake-runner.js';

const BATCH = 500;

/**
 * Starts what is due. One transaction claims a batch, writes its attempts, its facts and, for probe-bound work, what
 * will be sent; only then anything leaves. Any number of runners share the queue by row lock.
 */
@Injectable()
export class DirectiveRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly name = `runner-${randomText(6)}`;
  private readonly background = new Background('directives', () => this.turn(), 1_000);
  private readonly upkeep = new Background('directives-upkeep', () => this.recover(), 5_000);
  private readonly unsubscribe: (() => void)[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly store: RunnerStore,
    private readonly types: DirectiveTypes,
    private readonly local: LocalRuns,
    private readonly outcomes: Outcomes,
    private readonly signals: Signals,
    private readonly wakeRunner: WakeRunner,
    private readonly gate: Gate,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe.push(
      this.wakeRunner.onWake(() => this.background.wake()),
      this.wakeRunner.onCancel((id) => this.local.cancel(id)),
    );
    this.background.start();
    this.upkeep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe.forEach((end) => end());
    await Promise.all([this.background.stop(), this.upkeep.stop()]);
    await this.local.stop();
  }

  private async turn(): Promise<boolean> {
    const started = await this.transactions.worker((tx) => this.claim(tx));
    for (const [type, directives] of byType(started)) {
      const known = this.types.find(type);
      if (known?.kind === 'remote') known.started(directives);
      if (known?.kind === 'local') directives.forEach((one) => this.local.run(this.name, known, one));
    }
    return started.length === BATCH;
  }

  private async claim(tx: Tx): Promise<Directive[]> {
    const remote = this.types.all().flatMap(({ kind, name }) => (kind === 'remote' ? [name] : []));
    const judged = this.types.judgedLater();
    const claim = { limit: BATCH, leaseSeconds: LEASE_SECONDS, remote, judged };
    const due = await this.store.claim(tx, this.name, claim);
    if (due.length === 0) return [];
    const claimed = await this.granted(tx, due);
    await this.signals.recordAll(
      tx,
      claimed.filter((one) => !this.types.find(one.type)?.ownSignals).map(startedFact),
    );
    const failed: FailedStart[] = [];
    for (const [type, directives] of byType(claimed))
      failed.push(...(await this.startAll(tx, type, directives)));
    const gone = await this.outcomes.failStarts(tx, failed);
    failPoint('directives.claimed');
    return claimed.filter(({ id }) => !gone.has(id));
  }

  /** Those whose approval, where they need one, holds for exactly what they are; the others end here, unstarted. */
  private async granted(tx: Tx, claimed: readonly Directive[]): Promise<Directive[]> {
    const approved = claimed.filter(({ gate }) => gate === 'approved');
    if (approved.length === 0) return [...claimed];
    const starting = approved.map((one) => {
      const type = this.types.find(one.type);
      const resumed = type?.kind === 'local' && one.attempt > 1;
      return { ...toGated(one, type, asker(one)), approvalId: one.approvalId, resumed };
    });
    const refused = new Map(
      (await this.gate.consume(tx, starting)).map(({ directiveId, message }) => [directiveId, message]),
    );
    await this.outcomes.finish(
      tx,
      [...refused].map(([directiveId, errorMessage]) => ({
        directiveId,
        status: 'canceled',
        errorKind: 'approval_void',
        errorMessage,
      })),
    );
    return claimed.filter(({ id }) => !refused.has(id));
  }

  private async startAll(
    tx: Tx,
    name: string,
    directives: readonly Directive[],
  ): Promise<readonly FailedStart[]> {
    const type = this.types.find(name);
    if (!type || type.kind === 'inline') {
      const message = `This version of Legator does not know how to run ${name}.`;
      return directives.map(({ id }) => ({ directiveId: id, errorKind: 'unsupported', message }));
    }
    if (type.kind === 'local') return [];
    return (type as RemoteType<never>).start(tx, directives);
  }

  /** Ends what came too late, and settles local work whose runner died. */
  private async recover(): Promise<void> {
    await this.transactions.worker(async (tx) => this.outcomes.recordEnds(tx, await this.store.expire(tx)));
    const again = await this.transactions.worker((tx) => this.settleLost(tx));
    if (again) this.background.wake();
  }

  private async settleLost(tx: Tx): Promise<boolean> {
    let requeued = false;
    for (const directive of await this.store.leaseLost(tx, 100)) {
      const type = this.types.find(directive.type);
      if (type?.kind === 'local' && type.resumable && directive.attempt < directive.maxAttempts) {
        await this.store.requeue(tx, directive.id);
        requeued = true;
      } else {
        const errorMessage = 'The process that ran it stopped, and nobody can tell how far it came.';
        await this.outcomes.finish(tx, [
          { directiveId: directive.id, status: 'failed', errorKind: 'lease_lost', errorMessage },
        ]);
      }
    }
    return requeued;
  }
}

function byType(directives: readonly Directive[]): Map<string, Directive[]> {
  return Map.groupBy(directives, ({ type }) => type);
}

function startedFact(directive: Directive) {
  const { tenantId, requestId, correlationId } = directive;
  return {
    signal: new DirectiveStarted(directive),
    context: {
      actor: systemActor(tenantId),
      requestId: requestId ?? undefined,
      correlationId: correlationId ?? undefined,
    },
  };
}
