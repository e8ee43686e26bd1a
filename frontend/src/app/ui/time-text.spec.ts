import { ageText, dayAndClock, durationText, momentText } from './time-text';
import { share, sizeText } from './size-text';

describe('numbers in words', () => {
  it.each([
    [0, '0\u2009s'],
    [59_999, '59\u2009s'],
    [60_000, '1\u2009min'],
    [3_599_999, '59\u2009min'],
    [3_600_000, '1\u2009h'],
    [-5_000, '0\u2009s'],
  ])('calls an age of %i ms %s', (passed, text) => {
    expect(ageText(1_000_000_000_000, 1_000_000_000_000 + passed)).toBe(text);
  });

  it('shows the date from a day on, and a dash for what is no time', () => {
    expect(ageText(0, 90_000_000)).toMatch(/19(69|70)/);
    expect(ageText(Number.NaN, 0)).toBe('–');
  });

  it('names the day of a clock time unless it is today, and the year unless it is this one', () => {
    const at = (day: number, year = 2026) => new Date(year, 10, day, 14, 2).getTime();
    expect(dayAndClock(at(20), at(20) + 3_600_000)).toBe('14:02');
    expect(dayAndClock(at(20), at(21))).toMatch(/Nov 20 14:02$/);
    expect(dayAndClock(at(21), at(20))).toMatch(/Nov 21 14:02$/);
    // Not ten hours, but another day.
    expect(dayAndClock(at(20), new Date(2026, 10, 21).getTime())).toMatch(/Nov 20 14:02$/);
    expect(dayAndClock(at(20, 2025), at(20))).toMatch(/2025 14:02$/);
    expect(dayAndClock(new Date(at(20)).toISOString(), at(20))).toBe('14:02');
  });

  it('has the whole moment of a number as of a text', () => {
    expect(momentText(0)).toBe(momentText('1970-01-01T00:00:00Z'));
    expect(momentText(0)).toContain('1970-01-01T00:00:00.000Z');
  });

  it.each([
    [45, '45\u2009s'],
    [3_600, '1\u2009h'],
    [97_260, '1\u2009d 3\u2009h'],
    [0, '0\u2009s'],
  ])('calls %i seconds %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it.each([
    [0, '0\u2009B'],
    [1_023, '1023\u2009B'],
    [8_267_825_152, '7.7\u2009GiB'],
    [undefined, '–'],
  ])('calls %s bytes %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it('knows no share of nothing', () => {
    expect(share(1, 0)).toBeUndefined();
    expect(share(undefined, 4)).toBeUndefined();
    expect(share(1, 4)).toBe(25);
    expect(share(9, 4)).toBe(225);
  });
});
