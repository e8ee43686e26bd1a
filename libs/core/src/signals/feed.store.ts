import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { FeedItem } from './signal.js';
import { matchesInSql, TypeFilter, typeParameters } from './type-filter.js';

export interface FeedPage {
  readonly after: number;
  readonly limit: number;
  /** Only these types; `probe.*` stands for a whole domain. */
  readonly types?: readonly string[];
  /** Not beyond this number. */
  readonly upTo?: number;
  /** Only this tenant's, where the transaction itself sees all. */
  readonly tenantId?: string;
}

const PAGE = `
  select f.seq, s.* from core_feed f join core_signal s on s.id = f.signal_id
  where f.seq > $1 and ($3::bigint is null or f.seq <= $3) and ($4::text is null or f.tenant_id = $4)
    and ${matchesInSql('f.type', '$5', '$6')}
  order by f.seq limit $2`;

/** Reads the numbered feed. Which tenants it sees depends on the transaction's role. */
@Injectable()
export class FeedStore {
  async newest(tx: Tx): Promise<number> {
    const [state] = await tx.query('select seq from core_feed_state');
    return Number(state.seq);
  }

  /** The first number that is still there, across tenants; nothing when the feed is empty. */
  async oldest(tx: Tx): Promise<number | undefined> {
    const [{ seq }] = await tx.query('select min(seq) as seq from core_feed');
    return seq === null ? undefined : Number(seq);
  }

  async page(tx: Tx, { after, limit, types, upTo, tenantId }: FeedPage): Promise<FeedItem[]> {
    const filter = typeParameters(new TypeFilter(types));
    const rows: Record<string, unknown>[] = await tx.query(PAGE, [
      after,
      limit,
      upTo ?? null,
      tenantId ?? null,
      ...filter,
    ]);
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
