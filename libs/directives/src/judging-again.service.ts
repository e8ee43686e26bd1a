import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, DomainError, Gate, runWith, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { Admission } from './admission.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { DirectivesStore } from './directives.store.js';
import { asker, toGated } from './gated.js';
import { Outcomes } from './outcomes.service.js';
import { StaleVerdicts } from './stale-verdicts.store.js';
import { WakeRunner } from './wake-runner.js';

const BATCH = 200;

/**
 * Judges once more what waited: for a freeze to end, for its hour, for people. It starts on what policy says at that
 * moment, never on what it said back then; the runner takes nothing whose verdict is older.
 */
@Injectable()
export class JudgingAgain implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('directives');
  private readonly background = new Background('judging-again', () => this.turn(), 1_000);
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly stale: StaleVerdicts,
    private readonly store: DirectivesStore,
    private readonly types: DirectiveTypes,
    private readonly admission: Admission,
    private readonly gate: Gate,
    private readonly outcomes: Outcomes,
    private readonly runner: WakeRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.runner.onWake(() => this.background.wake());
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.background.stop();
  }

  private async turn(): Promise<boolean> {
    const types = this.types.judgedLater();
    const due = await this.transactions.worker((tx) => this.stale.due(tx, types, BATCH));
    let judged = 0;
    for (const { id, tenantId } of due) if (await this.again(tenantId, id)) judged += 1;
    if (judged > 0) this.runner.wake();
    // Of those that cannot be judged the next turn is soon enough.
    return due.length === BATCH && judged > 0;
  }

  private async again(tenantId: string, id: string): Promise<boolean> {
    try {
      await runWith({ actor: systemActor(tenantId) }, () =>
        this.transactions.run((tx) => this.judge(tx, id)),
      );
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') throw error;
      this.logger.warn({ err: error }, `${id} waits on: it could not be judged once more.`);
      return false;
    }
  }

  private async judge(tx: Tx, id: string): Promise<void> {
    const directive = await this.stale.take(tx, id);
    if (!directive) return;
    const type = this.types.get(directive.type);
    const payload = type.schema.safeParse(directive.payload);
    if (!payload.success) return this.end(tx, directive, 'Its payload cannot be read any more.');
    const draft = await this.admission.draftNow(tx, type, payload.data as never, directive);
    const [seen] = await this.admission.judgeHeld(tx, [draft], asker(directive));
    const now = seen!.directive;
    if (now.decision === 'deny') return this.end(tx, now, now.errorMessage ?? '');
    if (directive.gate === 'approved') return this.stale.judged(tx, { ...now, gate: 'approved' });
    await this.stale.judged(tx, now);
    if (now.gate !== 'pending') return;
    const opened = await this.gate.open(tx, [toGated(now, type, asker(now))]);
    await this.store.setApprovals(tx, opened);
  }

  /** Policy has come to forbid it while it waited. */
  private async end(tx: Tx, judged: Directive, why: string): Promise<void> {
    await this.stale.judged(tx, judged);
    const errorKind = 'denied';
    const to = { status: 'canceled', error_kind: errorKind, error_message: why, completed_at: new Date() };
    await this.store.move(tx, judged.id, 'requested', to);
    await this.outcomes.recordEnds(tx, [{ ...judged, status: 'canceled', errorKind, errorMessage: why }]);
  }
}
