import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { LiveFeed } from '../../core/live/live-feed';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets, anEvent } from '../../core/live/testing';
import { FakeFleetListApi, aFleetRow, fleetRows } from '../testing';
import { FleetListApi } from './fleet-list-api';
import { FleetListStore } from './fleet-list-store';
import { FleetLive } from './fleet-live';

describe('the list while it is open', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  async function listed() {
    const [sockets, api] = [new FakeSockets(), new FakeFleetListApi()];
    api.rows = fleetRows(3);
    TestBed.configureTestingModule({
      providers: [
        FleetLive,
        { provide: OPEN_SOCKET, useValue: sockets.open },
        { provide: FleetListApi, useValue: api },
      ],
    });
    const store = TestBed.inject(FleetListStore);
    TestBed.inject(FleetLive);
    TestBed.inject(LiveFeed).connect();
    sockets.last.comesUp();
    await store.show({ q: '', sort: 'health' });
    /** What happened meanwhile: one moved up with other tags, one went, one came. */
    const gap = async () => {
      api.rows = [
        aFleetRow({ id: 'prb-new' }),
        aFleetRow({ id: 'prb-2', tags: ['new'] }),
        aFleetRow({ id: 'prb-0' }),
      ];
      sockets.last.tells({ type: 'gap', from: 0, to: 9 });
      await vi.advanceTimersByTimeAsync(2_000);
    };
    return { api, store, gap, ids: () => store.rows().map(({ id }) => id) };
  }

  it('reads all again after a gap, in its new order where nobody is at it', async () => {
    const { gap, ids } = await listed();
    await gap();
    expect(ids()).toEqual(['prb-new', 'prb-2', 'prb-0']);
  });

  it('moves no row under the pointer after a gap: rows are read in their places, and arranged later', async () => {
    const { store, gap, ids } = await listed();
    store.hold(true);
    await gap();
    expect(ids()).toEqual(['prb-0', 'prb-1', 'prb-2']);
    expect(store.find('prb-2')?.words()).toMatchObject({ tags: 'new' });
    expect([store.find('prb-1')?.isGone(), store.waiting(), store.isStale()]).toEqual([true, 1, true]);
    store.hold(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ids()).toEqual(['prb-new', 'prb-2', 'prb-0']);
  });

  it('takes no row for removed because it could not be read again', async () => {
    const { api, store, gap, ids } = await listed();
    api.again = () => Promise.reject(new ApiError('unavailable', 'No.', 503));
    store.hold(true);
    await gap();
    expect(ids().map((id) => store.find(id)?.isGone())).toEqual([false, false, false]);
  });

  it.each(['approval.needed', 'approval.decided', 'probe.tags_changed'])(
    'reads a row again after %s, wherever in the list it is',
    async (type) => {
      const [sockets, api] = [new FakeSockets(), new FakeFleetListApi()];
      api.rows = fleetRows(100);
      TestBed.configureTestingModule({
        providers: [
          FleetLive,
          { provide: OPEN_SOCKET, useValue: sockets.open },
          { provide: FleetListApi, useValue: api },
        ],
      });
      const store = TestBed.inject(FleetListStore);
      TestBed.inject(FleetLive);
      TestBed.inject(LiveFeed).connect();
      sockets.last.comesUp();
      await store.show({ q: '', sort: 'hostname' });
      const row = store.find('prb-40')!;
      api.rows = [aFleetRow({ id: 'prb-40', tags: ['new'], waiting_approvals: 1 })];
      sockets.last.tells({
        type: 'events',
        events: [{ ...anEvent(type, 1), probe_id: 'prb-40' }],
        cursor: 1,
      });
      await vi.advanceTimersByTimeAsync(3_000);
      expect(row.words()).toMatchObject({ tags: 'new', waits: '1 waits for approval' });
    },
  );
});
