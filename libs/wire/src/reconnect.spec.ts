import { RECONNECT, Reconnect, UPSTREAM_RECONNECT, type LinkEnding } from './reconnect.js';

const after = (endings: LinkEnding[], reconnect: Reconnect) =>
  endings.map((one) => reconnect.delayAfter(one));
const times = (n: number, ending: LinkEnding) => Array<LinkEnding>(n).fill(ending);

describe('protocol 2', () => {
  it('tries three times soon, then waits longer and longer, a minute at most', () => {
    expect(after(times(8, 'lost'), new Reconnect(RECONNECT, () => 0))).toEqual([
      500, 500, 500, 10_000, 20_000, 40_000, 60_000, 60_000,
    ]);
  });

  it('spreads each wait at random', () => {
    expect(after(times(8, 'lost'), new Reconnect(RECONNECT, () => 0.99999999))).toEqual([
      5_000, 5_000, 5_000, 15_000, 30_000, 60_000, 90_000, 90_000,
    ]);
  });

  it('waits steadily while it is refused', () => {
    const reconnect = new Reconnect(RECONNECT, () => 0);
    expect(after(times(3, 'refused'), reconnect)).toEqual([30_000, 30_000, 30_000]);
    expect(after(times(2, 'lost'), reconnect)).toEqual([30_000, 60_000]);
  });

  it('begins again once a link was established', () => {
    const reconnect = new Reconnect(RECONNECT, () => 0);
    after([...times(6, 'lost'), 'refused'], reconnect);
    reconnect.established();
    expect(after(times(4, 'lost'), reconnect)).toEqual([500, 500, 500, 10_000]);
  });
});

it('follows upstream for protocol 1', () => {
  const reconnect = new Reconnect(UPSTREAM_RECONNECT, () => 0);
  expect(after(times(10, 'lost'), reconnect)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
  ]);
  expect(after(times(2, 'refused'), reconnect)).toEqual([300_000, 300_000]);
});
