import type { Waiters } from '@legator/directives';
import type { HostRun, RunView } from './run-view.js';
import { RunViews } from './run-views.service.js';
import type { Run } from './runs.store.js';

const HOSTS = 40;
const targets = Array.from({ length: HOSTS }, (_, at) => ({ probeId: `prb-${at}`, directiveId: `d${at}` }));
const run = { rolloutId: null, targets } as unknown as Run;

/** Ends that are heard, and a look that counts itself; so many hosts have ended as `ended` says. */
class CountedViews extends RunViews {
  looks = 0;
  ended = 0;
  private readonly listeners: Set<(ids: readonly string[]) => void>;

  constructor() {
    const listeners = new Set<(ids: readonly string[]) => void>();
    const waiters = {
      onEnded: (listener: (ids: readonly string[]) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const none = undefined as never;
    super(none, none, none, none, none, waiters as unknown as Waiters);
    this.listeners = listeners;
  }

  override look(): Promise<RunView> {
    this.looks += 1;
    const hosts = targets.map((_, at) => ({ state: at < this.ended ? 'succeeded' : 'running' }) as HostRun);
    return Promise.resolve({ run, hosts, level: null, risk: null, open: [], waitsForPerson: false });
  }

  hear(id: string): void {
    for (const listener of [...this.listeners]) listener([id]);
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('watching a run', () => {
  const watch = (views: CountedViews, stop = new AbortController()) => {
    const changes: number[] = [];
    const changed = ({ hosts }: RunView) =>
      void changes.push(hosts.filter(({ state }) => state === 'succeeded').length);
    return { changes, over: views.watch(run, { ms: 35_000, stop: stop.signal, changed }), stop };
  };

  it('looks at hosts together that end close together, and misses none', async () => {
    const views = new CountedViews();
    const { changes, over } = watch(views);
    for (let at = 0; at < HOSTS; at += 1) {
      await jest.advanceTimersByTimeAsync(10);
      views.ended += 1;
      views.hear(`d${at}`);
    }
    await jest.advanceTimersByTimeAsync(1_000);
    await over;
    expect(views.looks).toBeLessThanOrEqual(4);
    expect(changes.at(-1)).toBe(HOSTS);
  });

  it('is not woken by what others asked for', async () => {
    const views = new CountedViews();
    const { over, stop } = watch(views);
    await jest.advanceTimersByTimeAsync(400);
    views.hear('somebody else’s');
    await jest.advanceTimersByTimeAsync(400);
    expect(views.looks).toBe(1);
    views.hear('d0');
    await jest.advanceTimersByTimeAsync(0);
    expect(views.looks).toBe(2);
    stop.abort();
    await over;
  });

  it('ends at once when it is stopped', async () => {
    const views = new CountedViews();
    const { over, stop } = watch(views);
    await jest.advanceTimersByTimeAsync(10);
    views.hear('d0');
    stop.abort();
    await over;
    expect(views.looks).toBe(2);
  });
});
