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
  ), about as (
    insert into core_signal_subject (signal_id, tenant_id, subject_type, subject_id, occurred_at)
    select i.id, i.tenant_id, s.subject_type, s.subject_id, g.occurred_at
    from jsonb_to_recordset($2::jsonb) as s(signal_id uuid, subject_type text, subject_id text)
    join inserted i on i.id = s.signal_id join given g on g.id = i.id
    on conflict do nothing
  )
  select id from inserted`;

/** What else a signal is about. Keys are the columns' names; its own subject is in its row. */
export interface SubjectRow {
  signal_id: string;
  subject_type: string;
  subject_id: string;
}

/** Writes signals; reading them is the feed's and the views' business. */
@Injectable()
export class SignalsStore {
  /** Inserts what is new, with its subjects, queues it for the feed, and says which rows that were. One round trip. */
  async insert(tx: Tx, rows: readonly SignalRow[], subjects: readonly SubjectRow[]): Promise<Set<string>> {
    const inserted: { id: string }[] = await tx.query(INSERT, [
      JSON.stringify(rows),
      JSON.stringify(subjects),
    ]);
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
}
