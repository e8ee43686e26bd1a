import type { ApiError } from './api-error';
import type { FeedConnection } from './event-source';
import type { FleetSummary } from './fleet-counts-api';
import type { Freeze } from './freeze-api';
import type { Me } from './session-api';

/** Somebody who may do what the test says. */
export function aMe(over: Partial<Me> = {}): Me {
  return {
    id: 'k1',
    display_name: 'Mara Keller',
    type: 'key',
    permissions: [],
    tenant_id: 'default',
    ...over,
  };
}

/** A stop of the whole tenant. */
export function aFreeze(over: Partial<Freeze> = {}): Freeze {
  return {
    id: 'f1',
    scope_type: 'tenant',
    scope_id: '',
    reason: 'Storage is being moved',
    by_name: 'Mara Keller',
    from_at: '2026-11-20T14:02:00Z',
    until_at: null,
    ...over,
  };
}

/** Answers who one is, or refuses. */
export class FakeSessionApi {
  answer: Me | ApiError = aMe();

  me(): Promise<Me> {
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

/** Keeps freezes, and forgets those that are lifted. */
export class FakeFreezeApi {
  freezes: readonly Freeze[] = [];

  active(): Promise<readonly Freeze[]> {
    return Promise.resolve(this.freezes);
  }

  lift(id: string): Promise<void> {
    this.freezes = this.freezes.filter((one) => one.id !== id);
    return Promise.resolve();
  }
}

export class FakeFleetCountsApi {
  answer: FleetSummary = {
    total: 248,
    connected: 236,
    counts: { online: 236, degraded: 6, offline: 4, pending: 2 },
  };

  summary(): Promise<FleetSummary> {
    return Promise.resolve(this.answer);
  }
}

/** Live feeds that a test opens, breaks and speaks through. */
export class FakeFeeds {
  readonly opened: FakeFeed[] = [];
  readonly open = (): FakeFeed => {
    const feed = new FakeFeed();
    this.opened.push(feed);
    return feed;
  };

  get last(): FakeFeed {
    const last = this.opened.at(-1);
    if (!last) throw new Error('Nothing has been opened.');
    return last;
  }
}

export class FakeFeed implements FeedConnection {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  isClosed = false;
  private readonly listeners = new Map<string, () => void>();

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  comesUp(): void {
    this.onopen?.(new Event('open'));
  }

  breaks(): void {
    this.onerror?.(new Event('error'));
  }

  says(type: string): void {
    this.listeners.get(type)?.();
  }
}
