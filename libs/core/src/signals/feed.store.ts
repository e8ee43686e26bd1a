import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { FeedItem } from './signal.js';

export interface FeedPage {
  readonly after: number;
  readonly limit: number;
  /** Only these types. */
  readonly types?: readonly string[];
  /** Not beyond this number. */
  readonly upTo?: number;
}

/** Reads the numbered feed. Which tenants it sees depends on the transaction's role. */
@Injectable()
export class FeedStore {
  async newest(tx: Tx): Promise<number> {
    const [state] = await tx.query('select seq from core_feed_state');
    return Number(state.seq);
  }

  async page(tx: Tx, { after, limit, types, upTo }: FeedPage): Promise<FeedItem[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select f.seq, s.* from core_feed f join core_signal s on s.id = f.signal_id
       where f.seq > $1 and ($3::text[] is null or f.type = any($3)) and ($4::bigint is null or f.seq <= $4)
       order by f.seq limit $2`,
      [after, limit, types ?? null, upTo ?? null],
    );
    return rows.map(toItem);
  }
}

/** A row of `core_signal`, joined with its number, as the feed's item. */
export function toItem(row: Record<string, unknown>): FeedItem {
  return {
    seq: Number(row['seq']),
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    type: row['type'] as string,
    subject: { type: row['subject_type'] as string, id: row['subject_id'] as string },
    summary: row['summary'] as string,
    payload: row['payload'] as Record<string, unknown>,
    probeId: (row['probe_id'] as string | null) ?? undefined,
    actor: { type: row['actor_type'] as string, id: row['actor_id'] as string },
    occurredAt: row['occurred_at'] as Date,
    recordedAt: row['recorded_at'] as Date,
    correlationId: (row['correlation_id'] as string | null) ?? undefined,
    late: row['late'] as boolean,
  };
}
