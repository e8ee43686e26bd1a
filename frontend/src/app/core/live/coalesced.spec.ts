import { Coalesced } from './coalesced';

describe('coalesced work', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs once for many pokes', async () => {
    let runs = 0;
    const work = new Coalesced(() => Promise.resolve(void runs++), 100);
    for (let poke = 0; poke < 50; poke++) work.poke();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(1);
  });

  it('never runs twice at once, and once more when poked meanwhile', async () => {
    const ends: (() => void)[] = [];
    const work = new Coalesced(() => new Promise((resolve) => ends.push(resolve)), 100);
    work.poke();
    await vi.advanceTimersByTimeAsync(100);
    work.poke();
    work.poke();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(100);
    expect(ends).toHaveLength(2);
  });

  it('does nothing any more once stopped', async () => {
    let runs = 0;
    const work = new Coalesced(() => Promise.resolve(void runs++), 100);
    work.poke();
    work.stop();
    work.poke();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(0);
  });
});
