import type { ReplayQuery } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import type { EventPage } from './events.store.js';

/** Where a reader of a stream stands: the number of the last event it has. The furthest of all it names counts. */
export function startOf(requestId: string, query: ReplayQuery, lastEventId?: string): number {
  const token = query.resume_token ?? query.cursor;
  return Math.max(
    token === undefined ? 0 : seqOf(token, requestId),
    query.last_seq ?? 0,
    lastEventId === undefined ? 0 : wholeNumber(lastEventId, 'Last-Event-ID'),
  );
}

/** What upstream says before the events: what there is, what is lost, and where to go on. */
export function replayMeta(requestId: string, after: number, page: EventPage | undefined) {
  const { events = [], earliest = 0, latest = 0, truncated = false } = page ?? {};
  const last = events.at(-1)?.seq ?? after;
  const missed = earliest > after + 1 ? { missed_from_seq: after + 1, missed_to_seq: earliest - 1 } : {};
  return {
    request_id: requestId,
    earliest_seq: earliest,
    latest_seq: latest,
    next_seq: last + 1,
    resume_token: `${requestId}:${last}`,
    has_more: last < latest,
    truncated: truncated || earliest > after + 1,
    ...missed,
  };
}

function seqOf(token: string, requestId: string): number {
  if (!token.startsWith(`${requestId}:`)) throw invalidAt('resume_token', 'belongs to another command');
  return wholeNumber(token.slice(requestId.length + 1), 'resume_token');
}

function wholeNumber(text: string, where: string): number {
  if (!/^\d{1,10}$/.test(text)) throw invalidAt(where, 'is not the number of an event');
  return Number(text);
}
