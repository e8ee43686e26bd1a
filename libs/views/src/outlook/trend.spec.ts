import { projectionOf } from './trend.js';
import type { Measured } from './trend.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-05-01T12:00:00Z');
const STEP = 3 * HOUR;
const COUNT = 112;
const terms = { now: NOW, stepMs: STEP, limit: 100 };

/** The last two weeks, oldest first; `value` is asked with days from the first. */
function series(value: (day: number, i: number) => number | null): Measured[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const at = NOW - (COUNT - i) * STEP;
    return { at, value: value((i * STEP) / DAY, i) };
  });
}

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3266489917);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}

const gauss = (roll: () => number) => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
const bounded = (value: number) => Math.min(100, Math.max(0, value));

it('says when what grows steadily is full', () => {
  const roll = dice(7);
  // From 60 on, 2.3 a day: at 92.2 now, so the rest takes about 3.4 days.
  const found = projectionOf(
    series((day) => 60 + 2.3 * day + gauss(roll)),
    terms,
  )!;
  expect(found.value).toBe(100);
  expect(found.per_day).toBeCloseTo(2.3, 0);
  expect((Date.parse(found.at) - NOW) / DAY).toBeCloseTo(3.4, 0);
  expect(found.from).toEqual({ at: new Date(NOW).toISOString(), value: expect.closeTo(92.2, 0) });
});

it('is not turned by single peaks, and not by gaps', () => {
  const clean = projectionOf(
    series((day) => 60 + 2.3 * day),
    terms,
  )!;
  const spoiled = series((day, i) => (i % 9 === 4 ? 99 : i > 30 && i < 38 ? null : 60 + 2.3 * day));
  expect(projectionOf(spoiled, terms)!.per_day).toBeCloseTo(clean.per_day, 0);
});

it('sees growth that began only lately', () => {
  const found = projectionOf(
    series((day) => (day < 7 ? 50 : 50 + 5 * (day - 7))),
    terms,
  )!;
  expect(found.per_day).toBeCloseTo(5, 0);
  expect(Date.parse(found.since)).toBeGreaterThan(NOW - 8 * DAY);
});

describe('says nothing', () => {
  it('of noise, however it falls', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const roll = dice(seed);
      const level = roll() * 100;
      const noise = series(() => bounded(level + 8 * gauss(roll)));
      expect([seed, projectionOf(noise, terms)]).toEqual([seed, undefined]);
    }
  });

  it('of nearly all that wanders without a direction', () => {
    const seen = Array.from({ length: 1_000 }, (_, seed) => {
      const roll = dice(seed + 1_000);
      let level = 50 + roll() * 40;
      return projectionOf(
        series(() => (level = bounded(level + gauss(roll)))),
        terms,
      );
    });
    expect(seen.filter(Boolean).length).toBeLessThanOrEqual(5);
  });

  it('of what rises and falls with the hours of the day', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const roll = dice(seed);
      const waves = series((day) => 50 + 30 * Math.sin(2 * Math.PI * (day + seed / 50)) + gauss(roll));
      expect([seed, projectionOf(waves, terms)]).toEqual([seed, undefined]);
    }
  });

  const growing = (day: number) => 60 + 2.3 * day;

  it.each<[string, Measured[], object?]>([
    ['of a full disk', series((day) => bounded(70 + 2.3 * day))],
    [
      'of what is full at last, though its line is not',
      series((day, i) => (i === COUNT - 1 ? 100 : growing(day))),
    ],
    [
      'of a line that is there, though the last value is not',
      series((day, i) => (i === COUNT - 1 ? 95 : 70 + 2.3 * day)),
    ],
    ['of what hardly grows', series((day) => 98.9 + 0.07 * day)],
    ['of what scatters more than it grows', series((day, i) => 93 + 0.4 * day + (i % 2 ? -8 : 8))],
    ['further ahead than the growth has been seen', series((day) => 50 + 3 * Math.max(0, day - 7))],
    ['of a few values, however they rise', series((_, i) => 3 * (i - 84)).slice(-12)],
    ['of what shrinks', series((day) => 95 - 2 * day)],
    ['of what stays the same', series(() => 80)],
    ['of a step', series((day) => (day < 7 ? 40 : 90))],
    ['of what was cleaned up since', series((day) => (day < 12 ? 60 + 3 * day : 40))],
    ['of what would take longer than it has been seen', series((day) => 10 + 0.5 * day)],
    ['of a few values', series(growing).slice(-12)],
    ['of a short time', series(growing).map(({ value }, i) => ({ at: NOW - (COUNT - i) * 60_000, value }))],
    ['of a host that is silent', series((day, i) => (i < 100 ? growing(day) : null))],
    ['of a stretch with a hole in it', series((day, i) => (i > 40 && i < 100 ? null : growing(day)))],
    ['of values that are none', series(() => Number.NaN)],
    ['of endless values', series((_, i) => (i % 2 ? Infinity : -Infinity))],
    ['of times that are none', series(growing).map(({ value }) => ({ at: Number.NaN, value }))],
    ['of times that lie ahead', series(growing).map(({ at, value }) => ({ at: at + 30 * DAY, value }))],
    ['of many values at one moment', series(growing).map(({ value }) => ({ at: NOW - HOUR, value }))],
    ['of nothing', []],
    ['of what was before the command ran', series(growing), { since: NOW - DAY }],
  ])('%s', (_what, values, over = {}) => {
    expect(projectionOf(values, { ...terms, ...over })).toBeUndefined();
  });
});

it('takes no notice of what is not known among what is, nor of the order', () => {
  const good = series((day) => 60 + 2.3 * day);
  const odd = [
    ...good.map(({ at }, i) => ({ at: at + 1_000, value: i % 2 ? Number.NaN : -Infinity })),
    { at: NOW + 40 * DAY, value: 1 },
  ];
  expect(projectionOf([...odd, ...good.toReversed()], terms)).toEqual(projectionOf(good, terms));
});
