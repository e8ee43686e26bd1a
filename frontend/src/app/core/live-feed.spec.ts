import { TestBed } from '@angular/core/testing';
import { OPEN_FEED } from './event-source';
import { LiveFeed } from './live-feed';
import { FakeFeeds } from './testing';

function setup() {
  const feeds = new FakeFeeds();
  TestBed.configureTestingModule({ providers: [{ provide: OPEN_FEED, useValue: feeds.open }] });
  const feed = TestBed.inject(LiveFeed);
  let reads = 0;
  feed.watch(['probe.'], () => Promise.resolve(void reads++));
  feed.connect();
  return { feed, feeds, reads: () => reads };
}

describe('the live feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('calls who watches once for a burst, and for what it watches only', async () => {
    const { feeds, reads } = setup();
    feeds.last.comesUp();
    for (let at = 0; at < 200; at++) feeds.last.says('probe.connected');
    feeds.last.says('command.completed');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reads()).toBe(1);
  });

  it('tries again by itself, ever more slowly, and closes what broke', async () => {
    const { feed, feeds } = setup();
    feeds.last.comesUp();
    expect(feed.state().kind).toBe('live');
    feeds.last.breaks();
    expect(feeds.opened[0]?.isClosed).toBe(true);
    expect(feed.state().kind).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(1_300);
    expect(feeds.opened).toHaveLength(2);
    feeds.last.breaks();
    await vi.advanceTimersByTimeAsync(1_300);
    expect(feeds.opened).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(feeds.opened).toHaveLength(3);
  });

  it('has everything read again after an interruption', async () => {
    const { feeds, reads } = setup();
    feeds.last.comesUp();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reads()).toBe(0);
    feeds.last.breaks();
    await vi.advanceTimersByTimeAsync(1_300);
    feeds.last.comesUp();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reads()).toBe(1);
  });

  it('knows since when it is lost, however often it tried', async () => {
    const { feed, feeds } = setup();
    feeds.last.comesUp();
    const began = Date.now();
    feeds.last.breaks();
    await vi.advanceTimersByTimeAsync(1_300);
    feeds.last.breaks();
    expect(feed.state()).toMatchObject({ kind: 'reconnecting', since: began });
  });
});
