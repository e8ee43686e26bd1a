import { Injectable } from '@nestjs/common';
import type { CommandEvent, CommandEventKind } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** The most output events, and bytes of output, that are kept of one request's stream. */
export const MAX_EVENTS = 2_000;
export const MAX_OUTPUT_BYTES_KEPT = 16 * 1024 * 1024;

/** An event before it has its number. */
export interface NewEvent {
  readonly tenantId: string;
  readonly requestId: string;
  readonly kind: CommandEventKind;
  readonly stream?: 'stdout' | 'stderr';
  readonly data?: string;
  readonly chunkSeq?: number;
  readonly final?: boolean;
  readonly exitCode?: number;
  readonly meta?: Record<string, unknown>;
}

export interface EventPage {
  readonly events: CommandEvent[];
  /** Number of the oldest event that is kept, and of the newest; 0 when there is none. */
  readonly earliest: number;
  readonly latest: number;
  /** Output was left out because there was too much of it. */
  readonly truncated: boolean;
}

const ROWS = `jsonb_to_recordset($1::jsonb) as r(n int, "tenantId" text, "requestId" text, kind text, stream text,
  data text, "chunkSeq" int, final boolean, "exitCode" int, meta jsonb)`;

/** Locked in the order of their keys, so that two writers never wait for each other in a circle. */
const LOCKED = `select q.* from commands_request q
  where (q.tenant_id, q.request_id) in (select "tenantId", "requestId" from fresh)
  order by q.tenant_id, q.request_id for update of q`;

const INSERT = `insert into commands_event (tenant_id, request_id, seq, kind, stream, data, chunk_seq, final, exit_code, meta, created_at)`;

/** The events of commands' streams, numbered from 1 per request without gaps. */
@Injectable()
export class EventsStore {
  /** Markers and the end of output: few, never left out. */
  async append(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
    if (events.length === 0) return;
    await tx.query(
      `with fresh as (select * from ${ROWS}),
       locked as (${LOCKED}),
       numbered as (
         select f.*, l.events + row_number() over (partition by f."tenantId", f."requestId" order by f.n) as seq
         from fresh f join locked l on l.tenant_id = f."tenantId" and l.request_id = f."requestId"
       ), counted as (
         update commands_request q set events = c.seq
         from (select "tenantId", "requestId", max(seq) as seq from numbered group by 1, 2) c
         where q.tenant_id = c."tenantId" and q.request_id = c."requestId"
       )
       ${INSERT}
       select "tenantId", "requestId", seq, kind, stream, data, "chunkSeq", final, "exitCode", meta, $2 from numbered`,
      [JSON.stringify(numberedInput(events)), now],
    );
  }

  /** Output: kept up to a limit, then cut, which a marker says once. */
  async appendOutput(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
    if (events.length === 0) return;
    await tx.query(
      `with fresh as (select * from ${ROWS}),
       locked as (${LOCKED}),
       numbered as (
         select f.*, l.events + row_number() over w as seq, l.output_bytes + sum(octet_length(f.data)) over w as bytes
         from fresh f join locked l on l.tenant_id = f."tenantId" and l.request_id = f."requestId"
         where not l.truncated
         window w as (partition by f."tenantId", f."requestId" order by f.n)
       ), kept as (
         select * from numbered where seq <= ${MAX_EVENTS} and bytes <= ${MAX_OUTPUT_BYTES_KEPT}
       ), totals as (
         select l.tenant_id, l.request_id, greatest(l.events, coalesce(max(k.seq), 0)) as seq,
           coalesce(max(k.bytes), l.output_bytes) as bytes,
           count(k.seq) < (select count(*) from numbered n where n."tenantId" = l.tenant_id and n."requestId" = l.request_id) as cut
         from locked l left join kept k on k."tenantId" = l.tenant_id and k."requestId" = l.request_id
         where not l.truncated group by l.tenant_id, l.request_id, l.events, l.output_bytes
       ), counted as (
         update commands_request q set events = t.seq + case when t.cut then 1 else 0 end, output_bytes = t.bytes, truncated = t.cut
         from totals t where q.tenant_id = t.tenant_id and q.request_id = t.request_id
       )
       ${INSERT}
       select "tenantId", "requestId", seq, kind, stream, data, "chunkSeq", final, "exitCode", meta, $2::timestamptz from kept
       union all
       select tenant_id, request_id, seq + 1, 'job', null, 'output_truncated', null, null, null, null, $2 from totals where cut`,
      [JSON.stringify(numberedInput(events)), now],
    );
  }

  /** What comes after `after` in the stream of a request, in the tenant of the transaction; nothing for an unknown one. */
  async page(
    tx: Tx,
    requestId: string,
    { after, since, limit }: { after: number; since?: Date; limit: number },
  ): Promise<EventPage | undefined> {
    const [request] = await tx.query(
      `select q.events, q.truncated, (select min(seq) from commands_event e
         where e.tenant_id = q.tenant_id and e.request_id = q.request_id) as earliest
       from commands_request q where q.request_id = $1`,
      [requestId],
    );
    if (!request) return undefined;
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_event where request_id = $1 and seq > $2 and ($3::timestamptz is null or created_at >= $3)
       order by seq limit $4`,
      [requestId, after, since ?? null, limit],
    );
    const { events: latest, truncated, earliest } = request;
    return { events: rows.map(toEvent), earliest: earliest ?? 0, latest, truncated };
  }

  /** Forgets what is older. @returns how many events, at most `limit` */
  async prune(tx: Tx, before: Date, limit: number): Promise<number> {
    const [{ n }] = await tx.query(
      `with gone as (
         delete from commands_event where ctid = any(array(
           select ctid from commands_event where created_at < $1 order by created_at limit $2)) returning 1
       ) select count(*) as n from gone`,
      [before, limit],
    );
    return Number(n);
  }
}

function numberedInput(events: readonly NewEvent[]) {
  return events.map((event, n) => ({ n, ...event }));
}

function toEvent(row: Record<string, unknown>): CommandEvent {
  const event = {
    request_id: row['request_id'],
    seq: row['seq'],
    kind: row['kind'],
    stream: row['stream'],
    data: row['data'],
    chunk_seq: row['chunk_seq'],
    final: row['final'],
    exit_code: row['exit_code'],
    meta: row['meta'],
    created_at: (row['created_at'] as Date).toISOString(),
  };
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null)) as CommandEvent;
}
