import { Injectable } from '@nestjs/common';
import type { DeliveryView, ReplayView } from '@legator/contracts';
import type { Tx } from '../database/transactions.js';
import { MAX_ATTEMPTS } from './back-off.js';
import { toDeliveryView, toReplayView } from './signal-view.js';

export interface Cursor {
  readonly name: string;
  readonly seq: number;
  readonly startSeq: number;
}

export interface ReplayRow {
  readonly id: string;
  readonly tenantId: string;
  readonly handler: string;
  readonly types: readonly string[];
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly total: number;
  readonly reason: string;
  readonly requestedBy: string;
}

/** What people see and ask of handlers, deliveries and replays, inside one tenant. */
@Injectable()
export class DeliveryDeskStore {
  async cursors(tx: Tx): Promise<Map<string, Cursor>> {
    const rows: Record<string, string>[] = await tx.query('select name, seq, start_seq from core_handler');
    return new Map(
      rows.map(({ name, seq, start_seq }) => [
        name!,
        { name: name!, seq: Number(seq), startSeq: Number(start_seq) },
      ]),
    );
  }

  async newest(tx: Tx): Promise<number> {
    const [state] = await tx.query('select seq from core_feed_state');
    return Number(state.seq);
  }

  /** How many deliveries wait or were given up, by handler. */
  async open(tx: Tx): Promise<{ handler: string; pending: number; dead: number }[]> {
    return tx.query(
      `select handler, count(*) filter (where state = 'pending')::int as pending,
              count(*) filter (where state = 'dead')::int as dead
       from core_delivery where state <> 'delivered' group by handler`,
    );
  }

  async ofSignal(tx: Tx, signalId: string): Promise<DeliveryView[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      'select * from core_delivery where signal_id = $1 order by handler, replay_id nulls first',
      [signalId],
    );
    return rows.map(toDeliveryView);
  }

  /** Locks it, so that two who click together are served in turn. */
  async takeForRetry(tx: Tx, id: string): Promise<{ view: DeliveryView; signalId: string } | undefined> {
    const [row] = await tx.query('select * from core_delivery where id = $1 for update', [id]);
    return row && { view: toDeliveryView(row), signalId: row.signal_id };
  }

  /** Due at once, with at least one attempt left. */
  async retryNow(tx: Tx, id: string, now: Date): Promise<DeliveryView> {
    const [row] = await tx.query(
      `with retried as (
         update core_delivery set state = 'pending', next_attempt_at = $2, attempts = least(attempts, ${MAX_ATTEMPTS - 1})
         where id = $1 returning *
       ) select * from retried`,
      [id, now],
    );
    return toDeliveryView(row);
  }

  /** How many signals of each type lie in a range, of this tenant. Times are those of recording. */
  async countTypes(
    tx: Tx,
    range: { fromSeq?: number; toSeq?: number; fromId?: string; toId?: string },
  ): Promise<{ type: string; count: number; first: number; last: number }[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select type, count(*)::int as count, min(seq) as first, max(seq) as last from core_feed
       where ($1::bigint is null or seq >= $1) and ($2::bigint is null or seq <= $2)
         and ($3::uuid is null or signal_id >= $3) and ($4::uuid is null or signal_id <= $4)
       group by type`,
      [range.fromSeq ?? null, range.toSeq ?? null, range.fromId ?? null, range.toId ?? null],
    );
    return rows.map((row) => ({
      type: row['type'] as string,
      count: row['count'] as number,
      first: Number(row['first']),
      last: Number(row['last']),
    }));
  }

  async addReplay(tx: Tx, row: ReplayRow): Promise<ReplayView> {
    const [added] = await tx.query(
      `insert into core_replay (id, tenant_id, handler, types, from_seq, to_seq, cursor, total, state, reason, requested_by, finished_at)
       values ($1, $2, $3, $4, $5, $6, $5::bigint - 1, $7, case when $7::int = 0 then 'done' else 'running' end, $8, $9,
               case when $7::int = 0 then now() end) returning *`,
      [
        row.id,
        row.tenantId,
        row.handler,
        row.types,
        row.fromSeq,
        row.toSeq,
        row.total,
        row.reason,
        row.requestedBy,
      ],
    );
    return toReplayView(added);
  }

  async findReplay(tx: Tx, id: string): Promise<ReplayView | undefined> {
    const [row] = await tx.query('select * from core_replay where id = $1', [id]);
    return row && toReplayView(row);
  }
}
