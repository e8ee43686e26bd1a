import { readPlace } from './timeline-cursor.js';

const ID = '01890000-0000-7000-8000-000000000000';
const cursor = (at: string) => Buffer.from(`${at} ${ID}`).toString('base64url');

it('reads a place that a list gave out', () => {
  const at = '2024-02-29T23:59:59.123456Z';
  expect(readPlace(cursor(at))).toEqual({ at, id: ID });
});

it.each(['2026-02-30T08:00:00.000000Z', '0000-01-01T00:00:00.000000Z', '2026-01-31T24:00:00.000000Z'])(
  'refuses a moment that never was: %s',
  (at) => {
    expect(() => readPlace(cursor(at))).toThrow(
      expect.objectContaining({
        options: expect.objectContaining({ details: [expect.objectContaining({ path: 'before' })] }),
      }),
    );
  },
);
