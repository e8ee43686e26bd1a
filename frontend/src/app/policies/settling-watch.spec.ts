import { SettlingWatch } from './settling-watch';

describe('Waiting for probes to answer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks ever more seldom while something is open, and not at all when nothing is', async () => {
    let [asked, isOpen] = [0, true];
    const watch = new SettlingWatch(
      () => Promise.resolve(void asked++),
      () => isOpen,
    );
    watch.begin();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toBe(2);
    isOpen = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toBe(3);
    isOpen = true;
    watch.begin();
    watch.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toBe(3);
  });
});
