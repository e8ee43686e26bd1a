import { ageText, durationText } from './time-text';
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
