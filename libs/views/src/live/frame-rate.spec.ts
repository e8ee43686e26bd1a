import { FrameRate } from './frame-rate.js';

it('lets a second’s worth through at once, then no more than comes back with time', () => {
  const rate = new FrameRate(20, 0);
  const taken = (at: number, tries: number) =>
    Array.from({ length: tries }, () => rate.take(at)).filter(Boolean).length;
  expect(taken(0, 100)).toBe(20);
  expect(taken(100, 100)).toBe(2);
  expect(taken(60_000, 100)).toBe(20);
});
