import type { FeedConnection } from './event-source';

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
