import { readTimeRange, resolve, timeRangeWords } from './time-range-text';

const NOW = new Date(2026, 10, 21, 15, 0);
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes);

describe('a typed range of time', () => {
  it.each([
    ['2h', '2h'],
    [' Last 15 min ', '15m'],
    ['90 minutes', '90m'],
    ['7 Days', '7d'],
    ['yesterday', 'yesterday'],
    ['9:00 - 15:30', '09:00-15:30'],
    ['yesterday 14:00–15:30', 'yesterday 14:00-15:30'],
    ['2026-11-01T00:00/2026-11-02T00:00', '2026-11-01T00:00/2026-11-02T00:00'],
  ])('reads "%s" as %s', (text, range) => {
    expect(readTimeRange(text)).toBe(range);
    expect(readTimeRange(range)).toBe(range);
  });

  it.each(['', 'soon', '0h', '999999d', '25:00-26:00', '14:00-14:00', '14:60-15:00', '<b>1h</b>', '1h/2h'])(
    'refuses "%s"',
    (text) => {
      expect(readTimeRange(text)).toBeUndefined();
    },
  );

  it('refuses an end that is not after the beginning', () => {
    expect(readTimeRange('2026-11-02/2026-11-01')).toBeUndefined();
  });

  it.each([
    ['6h', at(21, 9), NOW],
    ['today', at(21, 0), NOW],
    ['yesterday', at(20, 0), at(21, 0)],
    ['14:00-14:30', at(21, 14), at(21, 14, 30)],
    ['16:00-17:00', at(20, 16), at(20, 17)],
    ['yesterday 14:00-15:30', at(20, 14), at(20, 15, 30)],
    ['23:00-01:00', at(20, 23), at(21, 1)],
    ['no time', at(21, 14), NOW],
  ])('resolves %s', (range, from, to) => {
    expect(resolve(range, NOW)).toEqual({ from, to });
  });

  it('says it in words', () => {
    expect(timeRangeWords('15m')).toBe('Last 15\u2009min');
    expect(timeRangeWords('yesterday')).toBe('Yesterday');
    expect(timeRangeWords('14:00-15:30')).toBe('14:00–15:30');
  });
});
