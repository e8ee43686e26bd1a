import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { newId } from '../ids.js';
import { toItem } from './feed.store.js';
import type { FeedItem } from './signal.js';

/** A replica that took a cursor or a replay and then died holds the others up for this long. */
const LEASE = `interval '30 seconds'`;

export interface Failure {
  readonly item: FeedItem;
  readonly error: string;
  readonly nextAttemptAt: Date;
}

export interface DueDelivery {
  readonly id: string;
  readonly attempt: number;
  readonly replayId?: string;
  readonly item: FeedItem;
}

export interface ReplayWork {
  readonly id: string;
  readonly tenantId: string;
  readonly types: readonly string[];
  readonly cursor: number;
  readonly toSeq: number;
}

/** Cursors, failed deliveries and replays, as the engine moves them. */
@Injectable()
export class HandlerStore {
  /** Gives a handler its cursor, at the newest number, if it has none yet. */
  async ensure(tx: Tx, name: string): Promise<void> {
    await tx.query(
      `insert into core_handler (name, seq, start_seq) select $1, seq, seq from core_feed_state on conflict do nothing`,
      [name],
    );
  }

  /** Takes the cursor, if no other replica holds it. @returns the number it stands at */
  async claimCursor(tx: Tx, name: string, owner: string): Promise<number | undefined> {
    const [row] = await tx.query(
      `with free as (
         select name from core_handler
         where name = $1 and (lease_owner is null or lease_owner = $2 or lease_until < now())
         for update skip locked
       ), taken as (
         update core_handler h set lease_owner = $2, lease_until = now() + ${LEASE}
         from free where h.name = free.name returning h.seq
       ) select seq from taken`,
      [name, owner],
    );
    return row ? Number(row.seq) : undefined;
  }

  /** Moves the cursor on and lets it go. False when another replica took it meanwhile: nothing is moved then. */
  async moveCursor(tx: Tx, name: string, owner: string, seq: number): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `with moved as (
         update core_handler set seq = greatest(seq, $3::bigint), lease_owner = null, lease_until = null, updated_at = now()
         where name = $1 and lease_owner = $2 returning 1
       ) select 1 from moved`,
      [name, owner, seq],
    );
    return rows.length > 0;
  }

  /** What failed, to be tried again; the first attempt counts. */
  async addFailures(tx: Tx, handler: string, failures: readonly Failure[], replayId?: string): Promise<void> {
    if (failures.length === 0) return;
    const rows = failures.map(({ item, error, nextAttemptAt }) => ({
      id: newId(),
      tenant_id: item.tenantId,
      signal_id: item.id,
      seq: item.seq,
      last_error: error,
      next_attempt_at: nextAttemptAt.toISOString(),
    }));
    await tx.query(
      `insert into core_delivery (id, tenant_id, signal_id, seq, handler, replay_id, state, attempts, next_attempt_at, last_error)
       select r.id, r.tenant_id, r.signal_id, r.seq, $2, $3, 'pending', 1, r.next_attempt_at, r.last_error
       from jsonb_to_recordset($1::jsonb) as r(id uuid, tenant_id text, signal_id uuid, seq bigint, last_error text, next_attempt_at timestamptz)
       on conflict do nothing`,
      [JSON.stringify(rows), handler, replayId ?? null],
    );
  }

  /** Takes what is due and counts the attempt before it is made, so that a signal that kills the process runs out. */
  async claimDue(tx: Tx, handler: string, now: Date, until: Date, limit: number): Promise<DueDelivery[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `with due as (
         select id from core_delivery where handler = $1 and state = 'pending' and next_attempt_at <= $2
         order by next_attempt_at limit $4 for update skip locked
       ), taken as (
         update core_delivery d set attempts = d.attempts + 1, next_attempt_at = $3
         from due where d.id = due.id returning d.id, d.attempts, d.replay_id, d.seq, d.signal_id
       )
       select t.id as delivery_id, t.attempts, t.replay_id, t.seq, s.*
       from taken t join core_signal s on s.id = t.signal_id order by t.seq`,
      [handler, now, until, limit],
    );
    return rows.map((row) => ({
      id: row['delivery_id'] as string,
      attempt: row['attempts'] as number,
      replayId: (row['replay_id'] as string | null) ?? undefined,
      item: toItem(row),
    }));
  }

  async delivered(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query(
      `update core_delivery set state = 'delivered', delivered_at = $2, last_error = null where id = $1`,
      [id, at],
    );
  }

  /** Without a next attempt it is given up. */
  async failed(tx: Tx, id: string, error: string, nextAttemptAt: Date | undefined): Promise<void> {
    await tx.query(
      `update core_delivery set state = case when $3::timestamptz is null then 'dead' else 'pending' end,
         next_attempt_at = coalesce($3, next_attempt_at), last_error = $2
       where id = $1 and state = 'pending'`,
      [id, error, nextAttemptAt ?? null],
    );
  }

  /** Which handlers have something to do, and what; one look for all of them. */
  async openWork(tx: Tx, now: Date): Promise<{ handler: string; kind: 'live' | 'due' | 'replay' }[]> {
    return tx.query(
      `select name as handler, 'live' as kind from core_handler where seq < (select seq from core_feed_state)
       union all select distinct handler, 'due' from core_delivery where state = 'pending' and next_attempt_at <= $1
       union all select distinct handler, 'replay' from core_replay where state = 'running'`,
      [now],
    );
  }

  async claimReplay(tx: Tx, handler: string, owner: string): Promise<ReplayWork | undefined> {
    const [row] = await tx.query(
      `with free as (
         select id from core_replay
         where handler = $1 and state = 'running' and (lease_owner is null or lease_owner = $2 or lease_until < now())
         order by created_at limit 1 for update skip locked
       ), taken as (
         update core_replay r set lease_owner = $2, lease_until = now() + ${LEASE}
         from free where r.id = free.id returning r.*
       ) select * from taken`,
      [handler, owner],
    );
    if (!row) return undefined;
    return {
      id: row.id,
      tenantId: row.tenant_id,
      types: row.types,
      cursor: Number(row.cursor),
      toSeq: Number(row.to_seq),
    };
  }

  /** Counts what was done and lets the replay go; done when the cursor has reached its end. */
  async moveReplay(
    tx: Tx,
    id: string,
    owner: string,
    { cursor, delivered, failed }: { cursor: number; delivered: number; failed: number },
  ): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `with moved as (
         update core_replay set cursor = $3::bigint, delivered = delivered + $4, failed = failed + $5,
           lease_owner = null, lease_until = null,
           state = case when $3::bigint >= to_seq then 'done' else state end,
           finished_at = case when $3::bigint >= to_seq then now() else finished_at end
         where id = $1 and lease_owner = $2 returning 1
       ) select 1 from moved`,
      [id, owner, cursor, delivered, failed],
    );
    return rows.length > 0;
  }
}
