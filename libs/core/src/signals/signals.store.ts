import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';

/** A row of `core_signal`, ready to insert. Keys are the columns' names. */
export interface SignalRow {
  id: string;
  tenant_id: string;
  type: string;
  dedupe_key: string | null;
  summary: string;
  payload: unknown;
  probe_id: string | null;
  occurred_at: string;
  correlation_id: string | null;
  causation_kind: string | null;
  causation_id: string | null;
  actor_type: string;
  actor_id: string;
  subject_type: string;
  subject_id: string;
  source: string | null;
  source_event_id: string | null;
  late: boolean;
}

const COLUMNS = `id, tenant_id, type, dedupe_key, summary, payload, probe_id, occurred_at, correlation_id, causation_kind,
  causation_id, actor_type, actor_id, subject_type, subject_id, source, source_event_id, late`;

const INSERT = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as r(
      id uuid, tenant_id text, type text, dedupe_key text, summary text, payload jsonb, probe_id text,
      occurred_at timestamptz, correlation_id text, causation_kind text, causation_id text, actor_type text,
      actor_id text, subject_type text, subject_id text, source text, source_event_id text, late boolean)
  ), inserted as (
    insert into core_signal (${COLUMNS}) select ${COLUMNS} from given
    on conflict do nothing returning id, tenant_id, type
  ), queued as (
    insert into core_outbox (tenant_id, signal_id, type)
    select i.tenant_id, i.id, i.type from inserted i order by i.id
  )
  select id from inserted`;

/** Writes signals; reading them is the feed's and the views' business. */
@Injectable()
export class SignalsStore {
  /** Inserts what is new, queues it for the feed, and says which rows that were. One round trip for any number. */
  async insert(tx: Tx, rows: readonly SignalRow[]): Promise<Set<string>> {
    const inserted: { id: string }[] = await tx.query(INSERT, [JSON.stringify(rows)]);
    return new Set(inserted.map(({ id }) => id));
  }

  /** The earlier row that kept this one out. */
  async findExisting(tx: Tx, row: SignalRow): Promise<string> {
    const [found] = await tx.query(
      `select id from core_signal where tenant_id = $1 and
         ((dedupe_key is not null and dedupe_key = $2) or (source is not null and source = $3 and source_event_id = $4))`,
      [row.tenant_id, row.dedupe_key, row.source, row.source_event_id],
    );
    if (!found) throw new Error(`Signal ${row.id} was refused without an earlier one.`);
    return found.id;
  }

  async insertSubjects(
    tx: Tx,
    rows: readonly { signal_id: string; tenant_id: string; subject_type: string; subject_id: string }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `insert into core_signal_subject (signal_id, tenant_id, subject_type, subject_id, occurred_at)
       select r.signal_id, r.tenant_id, r.subject_type, r.subject_id, s.occurred_at
       from jsonb_to_recordset($1::jsonb) as r(signal_id uuid, tenant_id text, subject_type text, subject_id text)
       join core_signal s on s.id = r.signal_id
       on conflict do nothing`,
      [JSON.stringify(rows)],
    );
  }
}
