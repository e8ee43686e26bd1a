import { Injectable } from '@nestjs/common';
import type { SignalPage, SignalsQuery, SignalView } from '@legator/contracts';
import type { Tx } from '../database/transactions.js';
import { invalidAt } from '../errors/domain-error.js';
import { toSignalView } from './signal-view.js';
import { matchesInSql, TypeFilter, typeParameters } from './type-filter.js';

/** What both ways to find a signal check besides: $1..$9. */
const WHERE = `
  ${matchesInSql('s.type', '$1', '$2')}
  and ($3::text is null or s.actor_id = $3) and ($4::text is null or s.correlation_id = $4)
  and ($5::timestamptz is null or s.occurred_at >= $5) and ($6::timestamptz is null or s.occurred_at < $6)
  and ($7::timestamptz is null or (s.occurred_at, s.id) < ($7, $8::uuid))`;

const PLAIN = `
  select s.id, s.occurred_at from core_signal s where ${WHERE}
  order by s.occurred_at desc, s.id desc limit $9`;

/** On whose timeline it is: as its own subject, or as one it was also about. Each branch stops at the limit. */
const BY_SUBJECT = `
  select id, occurred_at from (
    (select s.id, s.occurred_at from core_signal s where s.subject_type = $10 and s.subject_id = $11 and ${WHERE}
     order by s.occurred_at desc, s.id desc limit $9)
    union
    (select s.id, s.occurred_at from core_signal_subject t join core_signal s on s.id = t.signal_id
     where t.subject_type = $10 and t.subject_id = $11
       and ($7::timestamptz is null or (t.occurred_at, t.signal_id) < ($7, $8::uuid)) and ${WHERE}
     order by t.occurred_at desc, t.signal_id desc limit $9)
  ) found order by occurred_at desc, id desc limit $9`;

const WHOLE = (ids: string) => `
  with found as (${ids}) select s.*, f.seq from found join core_signal s on s.id = found.id
  left join core_feed f on f.signal_id = s.id order by s.occurred_at desc, s.id desc`;

/** Reads what happened, newest first. */
@Injectable()
export class SignalHistoryStore {
  async list(tx: Tx, query: SignalsQuery): Promise<SignalPage> {
    const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const parameters: unknown[] = [
      ...typeParameters(new TypeFilter(query.type === undefined ? undefined : [query.type])),
      query.actor ?? null,
      query.correlation_id ?? null,
      query.since ?? null,
      query.until ?? null,
      before?.at ?? null,
      before?.id ?? null,
      query.limit + 1, // One more, to know whether there is a next page.
    ];
    const bySubject = query.subject_type !== undefined;
    if (bySubject) parameters.push(query.subject_type, query.subject_id);
    const rows: Record<string, unknown>[] = await tx.query(WHOLE(bySubject ? BY_SUBJECT : PLAIN), parameters);
    const signals = rows.slice(0, query.limit).map(toSignalView);
    return { signals, next_cursor: rows.length > query.limit ? writeCursor(signals.at(-1)!) : null };
  }

  async find(tx: Tx, id: string): Promise<SignalView | undefined> {
    const [row] = await tx.query(
      'select s.*, f.seq from core_signal s left join core_feed f on f.signal_id = s.id where s.id = $1',
      [id],
    );
    return row && toSignalView(row);
  }
}

function writeCursor({ occurred_at, id }: SignalView): string {
  return Buffer.from(`${occurred_at} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  if (!match || Number.isNaN(Date.parse(match[1]!))) {
    throw invalidAt('cursor', 'is not one that this list gave out');
  }
  return { at: match[1]!, id: match[2]! };
}
