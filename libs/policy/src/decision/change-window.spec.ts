import { isOpen } from './change-window.js';

const berlin = { days: ['fri' as const], from: '22:00', to: '04:00', time_zone: 'Europe/Berlin' };

it.each([
  ['before it begins', '2026-07-03T19:59:00Z', false],
  ['when it begins', '2026-07-03T20:00:00Z', true],
  ['after midnight', '2026-07-04T01:59:00Z', true],
  ['at its end', '2026-07-04T02:00:00Z', false],
  ['in the night to its day', '2026-07-03T01:00:00Z', false],
  ['in winter, an hour later by UTC', '2026-12-04T20:30:00Z', false],
  ['in winter', '2026-12-04T21:00:00Z', true],
])('over midnight, %s', (_when, now, open) => {
  expect(isOpen(berlin, new Date(now))).toBe(open);
});

it('within a day ends before its end', () => {
  const noon = { ...berlin, from: '11:00', to: '13:00', time_zone: 'UTC' };
  const at = (time: string) => isOpen(noon, new Date(`2026-07-03T${time}Z`));
  expect([at('10:59:59'), at('11:00:00'), at('12:59:59'), at('13:00:00')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isOpen(noon, new Date('2026-07-04T12:00:00Z'))).toBe(false);
});
