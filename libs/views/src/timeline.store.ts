import { Injectable } from '@nestjs/common';
import { idAt } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Place } from './timeline-cursor.js';

type Row = Record<string, unknown>;

export interface SignalRow extends Place {
  readonly kind: 'signal';
  readonly type: string;
  readonly summary: string;
  readonly payload: Readonly<Row>;
  readonly actor_type: string;
  readonly actor_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly late: boolean;
}

export interface DirectiveRow extends Place {
  readonly kind: 'directive';
  readonly type: string;
  readonly summary: string;
  readonly status: string;
  readonly gate: string;
  readonly level: string;
  readonly risk: string;
  readonly requested_by_type: string;
  readonly requested_by_id: string;
  readonly requested_by_name: string;
  readonly request_id: string | null;
  readonly exit_code: number | null;
}

/** What is known of the directive that a fact is about. */
export interface Behind {
  readonly summary: string;
  readonly type: string;
  readonly level: string;
  readonly risk: string;
}

/** The fact that a directive was first requested: the same happening as the directive itself. */
export interface FirstRequest {
  readonly id: string;
  readonly at: string;
}

export interface AuditRow extends Place {
  readonly kind: 'audit';
  /** As written; may have been damaged. */
  readonly body: string;
  /** Null before it is sealed. */
  readonly index: number | null;
}

export interface Stretch {
  readonly probeId: string;
  readonly before: Place | undefined;
  readonly limit: number;
}

/** Ids of many directives made at once run ahead of the time by so much at most. */
const ID_AHEAD_MS = 2_000;

/** A time with all its digits, as text that sorts as the time does. */
const STAMP = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const SIGNAL = `s.id, ${STAMP('s.occurred_at')} as at, 'signal' as kind, s.type, s.summary, s.payload, s.actor_type,
  s.actor_id, s.subject_type, s.subject_id, s.late`;

/** As its own subject, or as one it was also about. Each branch stops at the limit. */
const SIGNALS = `
  with found as (
    select id, occurred_at from (
      (select s.id, s.occurred_at from core_signal s
       where s.subject_type = 'probe' and s.subject_id = $1
         and ($2::timestamptz is null or (s.occurred_at, s.id) < ($2, $3::uuid))
       order by s.occurred_at desc, s.id desc limit $4)
      union
      (select t.signal_id, t.occurred_at from core_signal_subject t
       where t.subject_type = 'probe' and t.subject_id = $1
         and ($2::timestamptz is null or (t.occurred_at, t.signal_id) < ($2, $3::uuid))
       order by t.occurred_at desc, t.signal_id desc limit $4)
    ) either order by occurred_at desc, id desc limit $4
  )
  select ${SIGNAL} from found join core_signal s on s.id = found.id order by s.occurred_at desc, s.id desc`;

/** Ids grow with time, so the index that ends with them serves; the exact place is compared besides. */
const DIRECTIVES = `
  with found as (
    select d.* from directives_directive d
    where d.subject_type = 'probe' and d.subject_id = $1
      and ($2::timestamptz is null or (d.id <= $5::uuid and (d.requested_at, d.id) < ($2, $3::uuid)))
    order by d.id desc limit $4
  )
  select d.id, ${STAMP('d.requested_at')} as at, 'directive' as kind, d.type, d.summary, d.status, d.gate, d.level,
    d.risk, d.requested_by_type, d.requested_by_id, d.requested_by_name, r.request_id, x.exit_code
  from found d
  left join commands_request r on r.directive_id = d.id
  left join lateral (
    select c.exit_code from commands_dispatch c where c.directive_id = d.id order by c.attempt desc limit 1
  ) x on true
  order by d.requested_at desc, d.id desc`;

const ENTRY = `e.id, ${STAMP('e.at')} as at, 'audit' as kind, e.body, e.idx::float8 as index`;

/** What happened to a probe, as each room wrote it down. Every row has a place, and each list is newest first. */
@Injectable()
export class TimelineStore {
  signals(tx: Tx, { probeId, before, limit }: Stretch): Promise<SignalRow[]> {
    return tx.query(SIGNALS, [probeId, before?.at ?? null, before?.id ?? null, limit]);
  }

  directives(tx: Tx, { probeId, before, limit }: Stretch): Promise<DirectiveRow[]> {
    const last = before ? idAt(new Date(Date.parse(before.at) + ID_AHEAD_MS), 'last') : null;
    return tx.query(DIRECTIVES, [probeId, before?.at ?? null, before?.id ?? null, limit, last]);
  }

  entries(tx: Tx, tenantId: string, { probeId, before, limit }: Stretch): Promise<AuditRow[]> {
    return tx.query(
      `select ${ENTRY} from audit_entry e where e.tenant_id = $1 and e.probe_id = $2
         and ($3::timestamptz is null or (e.at, e.id) < ($3, $4::uuid))
       order by e.at desc, e.id desc limit $5`,
      [tenantId, probeId, before?.at ?? null, before?.id ?? null, limit],
    );
  }

  /** The sealed entries of just these moments. */
  entriesAt(tx: Tx, tenantId: string, probeId: string, times: readonly string[]): Promise<AuditRow[]> {
    return tx.query(
      `select ${ENTRY} from audit_entry e where e.tenant_id = $1 and e.probe_id = $2 and e.at = any($3::timestamptz[])`,
      [tenantId, probeId, times],
    );
  }

  /** The newest that are not sealed yet and speak of the probe. Few, unless sealing does not work. */
  waiting(tx: Tx, tenantId: string, probeId: string): Promise<{ id: string; body: string }[]> {
    return tx.query(
      `select entry_id as id, body from (
         select id as nth, entry_id, body from audit_inbox where tenant_id = $1 order by id desc limit 2000
       ) newest where position($2 in body) > 0 order by nth desc`,
      [tenantId, JSON.stringify(probeId)],
    );
  }

  async directivesBehind(tx: Tx, ids: readonly string[]): Promise<Map<string, Behind>> {
    if (ids.length === 0) return new Map();
    const rows: (Behind & { id: string })[] = await tx.query(
      'select id, summary, type, level, risk from directives_directive where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async firstRequests(tx: Tx, directiveIds: readonly string[]): Promise<Map<string, FirstRequest>> {
    if (directiveIds.length === 0) return new Map();
    const rows: (FirstRequest & { subject_id: string })[] = await tx.query(
      `select distinct on (s.subject_id) s.subject_id, s.id, ${STAMP('s.occurred_at')} as at from core_signal s
       where s.subject_type = 'directive' and s.subject_id = any($1) and s.type = 'directive.requested'
       order by s.subject_id, s.occurred_at, s.id`,
      [directiveIds],
    );
    return new Map(rows.map((row) => [row.subject_id, row]));
  }

  /** Which of these signals are on the timeline of the probe. */
  async known(tx: Tx, probeId: string, signalIds: readonly string[]): Promise<Set<string>> {
    if (signalIds.length === 0) return new Set();
    const rows: { id: string }[] = await tx.query(
      `select s.id from core_signal s where s.id = any($2::uuid[]) and (
         (s.subject_type = 'probe' and s.subject_id = $1)
         or exists (select from core_signal_subject t
                    where t.signal_id = s.id and t.subject_type = 'probe' and t.subject_id = $1))`,
      [probeId, signalIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async isInFleet(tx: Tx, probeId: string): Promise<boolean> {
    const rows = await tx.query('select 1 from fleet_probe where id = $1', [probeId]);
    return rows.length > 0;
  }

  /** Whether a probe that has left the fleet was ever part of it. */
  async leftTraces(tx: Tx, probeId: string): Promise<boolean> {
    const rows = await tx.query(
      `select 1 where exists (select from core_signal where subject_type = 'probe' and subject_id = $1)
         or exists (select from directives_directive where subject_type = 'probe' and subject_id = $1)`,
      [probeId],
    );
    return rows.length > 0;
  }
}
