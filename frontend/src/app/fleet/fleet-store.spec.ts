import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { FleetApi } from './fleet-api';
import { FleetStore } from './fleet-store';
import { FakeFleetApi, aProbe } from './testing';

function setup(...probes: ReturnType<typeof aProbe>[]) {
  const api = new FakeFleetApi();
  api.probes = probes;
  TestBed.configureTestingModule({
    providers: [
      FleetStore,
      { provide: FleetApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  return { api, store: TestBed.inject(FleetStore) };
}

const ids = (store: FleetStore) => store.shown().map(({ id }) => id);

describe('the list of probes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('puts what needs a person first', async () => {
    const { store } = setup(
      aProbe({ id: 'well' }),
      aProbe({ id: 'pending', status: 'pending', health: undefined }),
      aProbe({ id: 'tired', health: { score: 60, status: 'warning' } }),
      aProbe({ id: 'degraded', status: 'degraded', health: { score: 40, status: 'degraded' } }),
      aProbe({ id: 'gone', status: 'offline' }),
    );
    await store.load();
    expect(ids(store)).toEqual(['gone', 'degraded', 'tired', 'well', 'pending']);
    expect(store.counts()).toEqual({ all: 5, online: 2, degraded: 1, offline: 1, pending: 1 });
  });

  it('moves no row while somebody is at it, changes it in place, and lets new ones wait', async () => {
    const { api, store } = setup(aProbe({ id: 'a', hostname: 'a' }), aProbe({ id: 'b', hostname: 'b' }));
    await store.load();
    store.touched();
    api.probes = [
      ...api.probes.slice(0, 1),
      aProbe({ id: 'b', hostname: 'b', status: 'offline' }),
      aProbe({ id: 'c' }),
    ];
    await store.load();
    expect(ids(store)).toEqual(['a', 'b']);
    expect(store.shown()[1]?.status).toBe('offline');
    expect(store.waiting()).toBe(1);
    store.sort();
    expect(ids(store)).toEqual(['b', 'a', 'c']);
    expect(store.waiting()).toBe(0);
  });

  it('sorts anew by itself once nobody touches it', async () => {
    const { api, store } = setup(aProbe({ id: 'a' }));
    await store.load();
    store.touched();
    await vi.advanceTimersByTimeAsync(6_000);
    api.probes = [...api.probes, aProbe({ id: 'z', status: 'offline' })];
    await store.load();
    expect(ids(store)).toEqual(['z', 'a']);
  });

  it('drops the row of a probe that is gone', async () => {
    const { api, store } = setup(aProbe({ id: 'a' }), aProbe({ id: 'b' }));
    await store.load();
    store.touched();
    api.probes = [aProbe({ id: 'b' })];
    await store.load();
    expect(ids(store)).toEqual(['b']);
    expect(store.waiting()).toBe(0);
  });

  it.each([
    ['a tag', 'prod', ['prb-a']],
    ['two words, whatever their order', 'debian WEB', ['prb-a']],
    ['an id', 'prb-b', ['prb-b']],
    ['what nobody has', 'prod nothing', []],
  ])('finds probes by %s', async (_what, filter, found) => {
    const { store } = setup(
      aProbe({ id: 'prb-a', tags: ['prod'], distribution: 'debian' }),
      aProbe({ id: 'prb-b', hostname: '', tags: [] }),
    );
    await store.load();
    store.filter.set(filter);
    expect(ids(store)).toEqual(found);
  });

  it('shows only the status that was chosen', async () => {
    const { store } = setup(aProbe({ id: 'a' }), aProbe({ id: 'b', status: 'offline' }));
    await store.load();
    store.status.set('offline');
    expect(ids(store)).toEqual(['b']);
  });
});
