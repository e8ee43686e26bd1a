import { TestBed } from '@angular/core/testing';
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
