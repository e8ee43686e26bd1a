import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { LiveFeed } from '../core/live/live-feed';
import { FakeSockets } from '../core/live/testing';
import { AuditApi } from './audit-api';
import { AuditStore } from './audit-store';
import { FakeAuditApi } from './testing';

function setup() {
  vi.useFakeTimers();
  const api = new FakeAuditApi();
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [
      { provide: AuditApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  const store = TestBed.inject(AuditStore);
  const end = store.follow();
  let seq = 0;
  /** Something was written, and who listens has had the time to look. */
  const happens = async (newest: number) => {
    api.newest = newest;
    sockets.last.says('probe.connected', ++seq);
    await vi.advanceTimersByTimeAsync(600);
  };
  return {
    api,
    store,
    happens,
    end,
    ids: () =>
      store
        .entries()
        .map(({ id }) => id)
        .join(' '),
  };
}

describe('the trail', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('shows the newest page, and older ones on demand until there are none', async () => {
    const { store, ids } = setup();
    await store.show('', {});
    expect([ids(), store.hasMore()]).toEqual(['5 4', true]);
    await store.loadOlder();
    await store.loadOlder();
    await store.loadOlder();
    expect([ids(), store.hasMore()]).toEqual(['5 4 3 2 1', false]);
  });

  it('moves no row when something is written, says how much waits, and shows it when asked', async () => {
    const { store, ids, happens } = setup();
    await store.show('', {});
    await store.loadOlder();
    await happens(6);
    expect([ids(), store.fresh()]).toEqual(['5 4 3 2', { count: 1, isMore: false }]);
    store.showFresh();
    expect([ids(), store.fresh().count]).toEqual(['6 5 4 3 2', 0]);
    await store.loadOlder();
    expect(ids()).toBe('6 5 4 3 2 1');
  });

  it('begins anew rather than hide a gap when more waits than fits a page', async () => {
    const { store, ids, happens } = setup();
    await store.show('', {});
    await store.loadOlder();
    await happens(20);
    expect(store.fresh()).toEqual({ count: 2, isMore: true });
    store.showFresh();
    expect(ids()).toBe('20 19');
    await store.loadOlder();
    expect(ids()).toBe('20 19 18 17');
  });

  it('learns of a seal in its place, without being told', async () => {
    const { api, store, ids } = setup();
    api.sealedTo = 3;
    await store.show('', {});
    expect(store.entries().map(({ sealed }) => sealed)).toEqual([false, false]);
    api.sealedTo = 5;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(store.entries().map(({ index }) => index)).toEqual([5, 4]);
    expect(ids()).toBe('5 4');
  });

  it('asks nothing more once nobody follows', async () => {
    const { api, store, end } = setup();
    api.sealedTo = 0;
    end();
    await store.show('', {});
    const asked = api.asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.asked).toHaveLength(asked);
  });

  it('shows nothing of one filter under another', async () => {
    const { store } = setup();
    await store.show('one', { probe_id: 'prb-1' });
    const switched = store.show('two', { probe_id: 'prb-2' });
    expect(store.entries()).toEqual([]);
    await switched;
    expect(store.entries()[0]?.probe_id).toBe('prb-2');
  });

  it('keeps what was there for who comes back, and takes in what happened meanwhile', async () => {
    const { api, store, ids } = setup();
    await store.show('one', {});
    await store.loadOlder();
    api.newest = 6;
    const back = store.show('one', {});
    expect(ids()).toBe('5 4 3 2');
    await back;
    expect(ids()).toBe('6 5 4 3 2');
  });
});
