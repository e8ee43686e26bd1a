import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import { LiveFeed } from '../core/live/live-feed';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { SessionApi } from '../core/session-api';
import { Session } from '../core/session';
import { FakeSessionApi, aMe } from '../core/testing';
import type { Permission } from '@legator/contracts';
import { OverviewApi } from './overview-api';
import { OverviewStore } from './overview-store';
import { FakeOverviewApi } from './testing';

async function setup(...permissions: Permission[]) {
  vi.useFakeTimers();
  const api = new FakeOverviewApi();
  const sockets = new FakeSockets();
  const me = new FakeSessionApi();
  me.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      { provide: OverviewApi, useValue: api },
      { provide: SessionApi, useValue: me },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  await TestBed.inject(Session).ready();
  const store = TestBed.inject(OverviewStore);
  const end = store.follow();
  await vi.advanceTimersByTimeAsync(1);
  const since = () => api.asked.splice(0).sort().join(' ');
  return { api, store, sockets, end, since };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the overview', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('asks for what this person may read', async () => {
    expect((await setup('fleet:read')).since()).toBe('activity capacity needs status');
    TestBed.resetTestingModule();
    expect((await setup('fleet:read', 'approval:read')).since()).toBe(
      'activity capacity decided needs status',
    );
  });

  it('keeps what fails to its own card', async () => {
    const { api, store } = await setup('admin');
    api.needs = () => Promise.reject(new ApiError('unavailable', '', 503));
    store.load();
    await pass(1);
    expect(store.needs.error()?.code).toBe('unavailable');
    expect(store.status.error()).toBeUndefined();
    expect(store.status.value()?.text).toBe('3 probes');
  });

  it('hears of what is urgent at once, and sums up a busy minute a few times only', async () => {
    const { sockets, since } = await setup('fleet:read');
    since();
    for (let seq = 1; seq <= 60; seq++) {
      sockets.last.says('command.completed', seq);
      await pass(50);
    }
    const asked = since().split(' ');
    expect(asked.filter((part) => part === 'needs').length).toBeGreaterThan(2);
    expect(asked.filter((part) => part === 'activity').length).toBe(0);
    await pass(5_000);
    expect(since()).toContain('activity capacity');
  });

  it('asks nothing more once the page is left', async () => {
    const { end, sockets, since } = await setup('fleet:read');
    end();
    since();
    sockets.last.says('command.completed', 1);
    await pass(120_000);
    expect(since()).toBe('');
  });

  it('knows an empty fleet, until the feed tells of a probe', async () => {
    const { api, store, sockets } = await setup('fleet:read');
    expect(store.isEmptyFleet()).toBe(false);
    api.total = 0;
    store.load();
    await pass(1);
    expect(store.isEmptyFleet()).toBe(true);
    sockets.last.tells({
      type: 'counts',
      counts: { all: 1, online: 1, degraded: 0, offline: 0, pending: 0 },
    });
    await pass(50);
    expect(store.isEmptyFleet()).toBe(false);
  });
});
