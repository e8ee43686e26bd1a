import type { Transactions } from '../database/transactions.js';
import type { FeedStore } from '../signals/feed.store.js';
import type { FeedTail } from '../signals/feed-tail.js';
import { EventSource } from './event-source.js';

/** A feed with numbers from `oldest` to `newest` in the table, of which this replica knows up to `known`. */
function feed(oldest: number, newest: number, { known = newest, kept = 0 } = {}) {
  const tail = {
    newest: known,
    after: (seq: number) => (seq >= known - kept ? [] : undefined),
  };
  const transactions = { anonymous: (work: () => unknown) => work(), look: (work: () => unknown) => work() };
  const store = {
    newest: () => Promise.resolve(newest),
    oldest: () => Promise.resolve(newest === 0 ? undefined : oldest),
  };
  return new EventSource(
    tail as unknown as FeedTail,
    transactions as unknown as Transactions,
    store as unknown as FeedStore,
  );
}

it.each([
  ['begins at the newest', feed(1, 50), undefined, { cursor: 50, newest: 50 }],
  ['goes on where it was', feed(1, 50), 20, { cursor: 20, newest: 50 }],
  ['goes on at the very end', feed(1, 50), 50, { cursor: 50, newest: 50 }],
  ['begins with an empty feed', feed(0, 0), 0, { cursor: 0, newest: 0 }],
  ['goes on after the last that is gone', feed(21, 50), 20, { cursor: 20, newest: 50 }],
  ['goes on from memory, whatever the table has', feed(40, 50, { kept: 30 }), 25, { cursor: 25, newest: 50 }],
  ['is told by another replica', feed(1, 50, { known: 40 }), 45, { cursor: 45, newest: 45 }],
  [
    'has a gap where numbers are gone',
    feed(22, 50),
    20,
    { cursor: 50, newest: 50, gap: { from: 20, to: 50 } },
  ],
  ['has a gap when it is ahead', feed(1, 50), 51, { cursor: 50, newest: 50, gap: { from: 51, to: 50 } }],
  [
    'has a gap when it is too far behind',
    feed(1, 20_000),
    9_000,
    { cursor: 20_000, newest: 20_000, gap: { from: 9_000, to: 20_000 } },
  ],
])('a console %s', async (_what, source, lastSeen, expected) => {
  expect(await source.resume(lastSeen)).toEqual(expected);
});
