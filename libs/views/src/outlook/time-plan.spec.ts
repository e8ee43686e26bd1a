import { everyStep } from './host-series.js';
import { planOf, windowOf } from './time-plan.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = new Date('2026-05-01T12:00:07Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const none = { now: NOW, ranAt: null, endedAt: null };

describe('the time that is looked at', () => {
  it.each<[string, Partial<Parameters<typeof windowOf>[0]>, Date, Date]>([
    ['is two weeks up to now', {}, ago(14 * DAY), NOW],
    ['begins shortly before what just ran', { ranAt: ago(10 * MINUTE) }, ago(130 * MINUTE), NOW],
    ['is longer the longer ago it ran', { ranAt: ago(DAY) }, ago(4 * DAY), NOW],
    ['is never longer than two weeks', { ranAt: ago(6 * DAY) }, ago(14 * DAY), NOW],
    ['ends a week behind what ran', { ranAt: ago(30 * DAY) }, ago(37 * DAY), ago(23 * DAY)],
    ['ends a week behind what was denied', { endedAt: ago(30 * DAY) }, ago(37 * DAY), ago(23 * DAY)],
    ['goes by the run, not by what ended', { ranAt: ago(DAY), endedAt: ago(30 * DAY) }, ago(4 * DAY), NOW],
    ['is not upset by a run ahead of the clock', { ranAt: ago(-HOUR) }, ago(2 * HOUR), NOW],
  ])('%s', (_what, over, from, to) => {
    expect(windowOf({ ...none, ...over })).toEqual({ from, to });
  });
});

describe('a plan', () => {
  it.each([
    ['a minute', MINUTE, 30_000],
    ['two hours', 2 * HOUR, 2 * MINUTE],
    ['four days', 4 * DAY, HOUR],
    ['two weeks', 14 * DAY, 3 * HOUR],
    ['no time at all', 0, 30_000],
    ['a first value ahead of the end', -HOUR, 30_000],
  ])('for %s has steps that people count in, and at most 120', (_what, span, step) => {
    const plan = planOf(ago(span), NOW);
    expect(plan.stepMs).toBe(step);
    expect(plan.from.getTime() % step).toBe(0);
    expect(everyStep(plan, []).length).toBeLessThanOrEqual(120);
  });

  it('has a point for each step, and none where nothing is known', () => {
    const plan = { from: new Date(0), to: new Date(5 * MINUTE - 1), stepMs: MINUTE };
    const means = [
      { at: new Date(0), value: 1.239 },
      { at: new Date(2 * MINUTE), value: Number.NaN },
      { at: new Date(3 * MINUTE), value: null },
      { at: new Date(4 * MINUTE), value: 7 },
    ];
    expect(everyStep(plan, means).map(({ value }) => value)).toEqual([1.24, null, null, null, 7]);
  });
});
