import { Injectable } from '@nestjs/common';
import { SIGNAL_TYPE } from '@legator/contracts';
import { Clock } from '../clock.js';
import type { Actor } from '../context/actor.js';
import { currentContext } from '../context/request-context.js';
import type { RequestContext } from '../context/request-context.js';
import { afterCommit } from '../database/after-commit.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../ids.js';
import { AuditAppender } from '../ports/audit-appender.js';
import type { AuditRecord } from '../ports/audit-appender.js';
import { redact } from './redaction.js';
import { Relay } from './relay.js';
import type { RecordedSignal, Signal } from './signal.js';
import { SignalsStore } from './signals.store.js';
import type { SignalRow, SubjectRow } from './signals.store.js';

/** A fact this much older than its recording is late: it pages nobody and overwrites nothing newer. */
const LATE_MS = 10 * 60_000;

/** On whose behalf a signal is recorded, where that is not the current context. */
export type SignalContext = Pick<RequestContext, 'requestId' | 'correlationId'> & {
  readonly actor: Pick<Actor, 'type' | 'id' | 'name' | 'tenantId' | 'address'>;
};

/** The one way to state a fact. */
@Injectable()
export class Signals {
  constructor(
    private readonly store: SignalsStore,
    private readonly audit: AuditAppender,
    private readonly relay: Relay,
    private readonly clock: Clock,
  ) {}

  /** Records a fact of the current context, in the caller's transaction, with its audit entry. */
  async record(tx: Tx, signal: Signal): Promise<RecordedSignal> {
    const [recorded] = await this.recordAll(tx, [{ signal, context: currentContext() }]);
    return recorded!;
  }

  /**
   * Records many facts at once, each on behalf of its own context: a few statements whatever the number.
   * The feed hears of them after the commit, in the given order.
   */
  async recordAll(
    tx: Tx,
    facts: readonly { signal: Signal; context: SignalContext }[],
  ): Promise<RecordedSignal[]> {
    if (facts.length === 0) return [];
    const now = this.clock.now();
    const rows = facts.map(({ signal, context }) => toRow(signal, context, now));
    const subjects = facts.flatMap(({ signal }, at) => extraSubjects(signal, rows[at]!));
    const inserted = await this.store.insert(tx, rows, subjects);
    const fresh = facts
      .map((fact, at) => ({ ...fact, row: rows[at]! }))
      .filter(({ row }) => inserted.has(row.id));
    const entries = fresh.filter(({ signal }) => signal.audit !== false);
    if (entries.length > 0) {
      await this.audit.append(
        tx,
        entries.map(({ signal, context, row }) => toAudit(signal, context, row)),
      );
    }
    if (fresh.length > 0) afterCommit(tx, () => this.relay.wake());
    return Promise.all(
      rows.map(async (row) =>
        inserted.has(row.id)
          ? { id: row.id, existing: false }
          : { id: await this.store.findExisting(tx, row), existing: true },
      ),
    );
  }
}

function toRow(signal: Signal, context: SignalContext, now: Date): SignalRow {
  if (!SIGNAL_TYPE.test(signal.type)) throw new Error(`${signal.type} is no name for a signal.`);
  const occurredAt = signal.occurredAt ?? now;
  return {
    id: newId(now.getTime()),
    tenant_id: context.actor.tenantId,
    type: signal.type,
    dedupe_key: signal.dedupeKey ?? null,
    summary: redact(signal.summary).slice(0, 1_000),
    payload: redact(signal.payload),
    probe_id: signal.probeId ?? (signal.subject.type === 'probe' ? signal.subject.id : null),
    occurred_at: occurredAt.toISOString(),
    correlation_id: context.correlationId ?? context.requestId ?? null,
    causation_kind: signal.causation?.kind ?? null,
    causation_id: signal.causation?.id ?? null,
    actor_type: context.actor.type,
    actor_id: context.actor.id,
    subject_type: signal.subject.type,
    subject_id: signal.subject.id,
    source: signal.source ?? null,
    source_event_id: signal.sourceEventId ?? null,
    late: now.getTime() - occurredAt.getTime() > LATE_MS,
  };
}

function extraSubjects(signal: Signal, row: SignalRow): SubjectRow[] {
  return (signal.alsoAbout ?? []).map(({ type, id }) => ({
    signal_id: row.id,
    subject_type: type,
    subject_id: id,
  }));
}

function toAudit(signal: Signal, { actor, requestId }: SignalContext, row: SignalRow): AuditRecord {
  return {
    id: newId(),
    tenantId: row.tenant_id,
    at: new Date(row.occurred_at),
    type: signal.audit || signal.type,
    actor,
    summary: row.summary,
    probeId: row.probe_id ?? undefined,
    subject: signal.subject,
    detail: row.payload as Record<string, unknown>,
    before: redact(signal.before),
    after: redact(signal.after),
    requestId,
    correlationId: row.correlation_id ?? undefined,
    signalId: row.id,
  };
}
