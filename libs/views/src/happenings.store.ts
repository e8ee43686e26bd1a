import { Injectable } from '@nestjs/common';
import { toItem } from '@legator/core';
import type { FeedItem, Tx } from '@legator/core';

export interface Stretch {
  readonly from: Date;
  readonly to: Date;
  /** Only what is about one of these; all of the tenant's when missing. */
  readonly probeIds: readonly string[] | undefined;
}

/** So many facts are looked at; of a longer time the newest. */
export const MOST_FACTS = 10_000;

/** Steps on the way to what is told anyway, and what comes and goes all the time. */
const STEPS = [
  ...[
    'command.dispatched',
    'directive.requested',
    'directive.started',
    'directive.succeeded',
    'directive.failed',
  ],
  ...['chat.turn_asked', 'chat.turn_ended', 'chat.conversation_created'],
  ...['probe.connected', 'probe.disconnected', 'probe.reconnected', 'signal.delivery_retried'],
];

const ABOUT = `s.occurred_at >= $1 and s.occurred_at < $2 and s.type <> all($3)
  and ($4::text[] is null or s.probe_id = any($4) or (s.subject_type = 'probe' and s.subject_id = any($4))
    or exists (select from core_signal_subject t
      where t.signal_id = s.id and t.subject_type = 'probe' and t.subject_id = any($4)))`;

/** Facts of the transaction's tenant within a time. */
@Injectable()
export class HappeningsStore {
  counts(tx: Tx, { from, to, probeIds }: Stretch): Promise<{ type: string; n: number }[]> {
    return tx.query(
      `select type, count(*)::int as n from
         (select s.type from core_signal s where ${ABOUT} order by s.occurred_at desc, s.id desc limit ${MOST_FACTS}) newest
       group by type order by n desc, type`,
      [from, to, STEPS, probeIds ?? null],
    );
  }

  async newest(tx: Tx, { from, to, probeIds }: Stretch, limit: number): Promise<FeedItem[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select 0 as seq, s.* from core_signal s where ${ABOUT} order by s.occurred_at desc, s.id desc limit $5`,
      [from, to, STEPS, probeIds ?? null, limit],
    );
    return rows.map(toItem);
  }
}
