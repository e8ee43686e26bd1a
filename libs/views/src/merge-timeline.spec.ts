import { mergeNewest } from './merge-timeline.js';
import { readPlace, writePlace } from './timeline-cursor.js';
import type { Place } from './timeline-cursor.js';

const row = (second: number, id = 1): Place => ({
  at: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000Z`,
  id: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`,
});
const nothing = () => false;

it('puts several lists into one, newest first', () => {
  const branches = [
    { rows: [row(9), row(5)], limit: 10 },
    { rows: [row(7), row(1)], limit: 10 },
  ];
  expect(mergeNewest(branches, 10, nothing)).toEqual({ page: [row(9), row(7), row(5), row(1)], next: null });
});

it('shows nothing below where one of the lists was read to', () => {
  const branches = [
    { rows: [row(9), row(8)], limit: 2 },
    { rows: [row(3)], limit: 2 },
  ];
  expect(mergeNewest(branches, 10, nothing)).toEqual({ page: [row(9), row(8)], next: row(8) });
});

it('goes on behind what is hidden, even when nothing else is left', () => {
  const branches = [{ rows: [row(9), row(8)], limit: 2 }];
  expect(mergeNewest(branches, 10, () => true)).toEqual({ page: [], next: row(8) });
});

it('orders by id what happened at once', () => {
  const branches = [
    { rows: [row(9, 3), row(9, 1)], limit: 5 },
    { rows: [row(9, 2)], limit: 5 },
  ];
  expect(mergeNewest(branches, 2, nothing)).toEqual({ page: [row(9, 3), row(9, 2)], next: row(9, 2) });
});

it.each(['', 'x', 'a'.repeat(200), writePlace({ ...row(1), at: '2026-13-01T00:00:00.000000Z' })])(
  'refuses the cursor %j',
  (cursor) => {
    expect(() => readPlace(cursor)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  },
);

it('reads back the cursor it wrote', () => {
  expect(readPlace(writePlace(row(4)))).toEqual(row(4));
});
