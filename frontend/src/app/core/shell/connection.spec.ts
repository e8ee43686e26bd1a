import { TestBed } from '@angular/core/testing';
import { OPEN_FEED } from '../event-source';
import { FleetCounts } from '../fleet-counts';
import { FleetCountsApi } from '../fleet-counts-api';
import { LiveFeed } from '../live-feed';
import { FakeFeeds, FakeFleetCountsApi } from '../testing';
import { Connection } from './connection';

function setup() {
  const feeds = new FakeFeeds();
  TestBed.configureTestingModule({
    providers: [
      { provide: OPEN_FEED, useValue: feeds.open },
      { provide: FleetCountsApi, useValue: new FakeFleetCountsApi() },
    ],
  });
  const connection = TestBed.inject(Connection);
  TestBed.inject(LiveFeed).connect();
  return { connection, feeds };
}

describe('the connection in words', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('says how many probes are connected, once that is known', async () => {
    const { connection, feeds } = setup();
    expect(connection.view()).toEqual({ kind: 'connecting', text: 'Connecting' });
    feeds.last.comesUp();
    expect(connection.view().text).toBe('Live');
    await TestBed.inject(FleetCounts).load();
    expect(connection.view()).toEqual({ kind: 'live', text: 'Live · 236 connected' });
  });

  it('counts down at first, and after half a minute says since when it is lost', async () => {
    const { connection, feeds } = setup();
    feeds.last.comesUp();
    feeds.last.breaks();
    expect(connection.view().text).toMatch(/^Reconnecting in [12]\u2009s$/);
    for (let at = 0; at < 10; at++) {
      feeds.last.breaks();
      await vi.advanceTimersByTimeAsync(4_000);
    }
    expect(connection.view().kind).toBe('offline');
    expect(connection.view().text).toMatch(/^Offline since \d\d:\d\d$/);
  });

  it('tries at once when asked to', () => {
    const { connection, feeds } = setup();
    feeds.last.breaks();
    connection.retry();
    expect(feeds.opened).toHaveLength(2);
  });
});
