import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { FakeFleetListApi, aFleetRow, fleetRows } from '../testing';
import { FleetListApi } from './fleet-list-api';
import { CALM_MS, FleetListStore, TOUCHED_MS } from './fleet-list-store';

function setup(count = 3) {
  const api = new FakeFleetListApi();
  api.rows = fleetRows(count);
  TestBed.configureTestingModule({
    providers: [
      { provide: FleetListApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  return { api, store: TestBed.inject(FleetListStore) };
}

const ids = (store: FleetListStore) => store.rows().map(({ id }) => id);
const join = (api: FakeFleetListApi) => (api.rows = [aFleetRow({ id: 'prb-new' }), ...api.rows]);

describe('the list of the fleet', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('keeps the rows of the last filter until there are those of the new one, and says so', async () => {
    const { api, store } = setup();
    await store.show({ q: '', sort: 'health' });
    const open = api.hold();
    const shown = store.show({ q: 'host-2', sort: 'health' });
    expect([ids(store).length, store.isBehind()]).toEqual([3, true]);
    open();
    await shown;
    expect([ids(store), store.isBehind()]).toEqual([['prb-2'], false]);
  });

  it('says which token was not understood, and keeps what was there', async () => {
    const { api, store } = setup();
    await store.show({ q: '', sort: 'health' });
    const body = { token: 'cpu:x' };
    api.failure = new ApiError('invalid_filter', '"cpu:x" must be a number', 400, 'r', body);
    await store.show({ q: 'cpu:x', sort: 'health' });
    expect(store.filterProblem()).toEqual({ token: 'cpu:x', message: 'must be a number' });
    expect(store.error()).toBeUndefined();
    expect(store.rows()).toHaveLength(3);
  });

  it('lets new ones wait behind their number, and in on request', async () => {
    const { api, store } = setup();
    await store.show({ q: '', sort: 'health' });
    join(api);
    await store.recount();
    expect([store.waiting(), ids(store)]).toEqual([1, ['prb-0', 'prb-1', 'prb-2']]);
    await store.refresh();
    expect([store.waiting(), ids(store)[0]]).toEqual([0, 'prb-new']);
  });

  it('leaves a removed one in its place until it is arranged, and counts it with none that came', async () => {
    const { api, store } = setup();
    await store.show({ q: '', sort: 'health' });
    api.rows = api.rows.slice(1);
    join(api);
    store.noteRemoved('prb-0');
    store.noteRemoved('prb-0');
    await store.recount();
    expect(store.find('prb-0')?.isGone()).toBe(true);
    expect([store.rows().length, store.waiting()]).toEqual([3, 1]);
  });

  it.each([
    [
      'stays as it is when somebody moved through it just now',
      (store: FleetListStore) => store.touched(),
      false,
    ],
    ['stays as it is while a pointer rests on it', (store: FleetListStore) => store.hold(true), false],
    ['is arranged anew when nobody is at it', () => {}, true],
  ])('%s', async (_who, act, expected) => {
    const { api, store } = setup();
    await store.show({ q: '', sort: 'health' });
    vi.advanceTimersByTime(CALM_MS);
    join(api);
    store.noteChange();
    act(store);
    vi.advanceTimersByTime(TOUCHED_MS - 1);
    expect(await store.settle()).toBe(expected);
    expect(ids(store).includes('prb-new')).toBe(expected);
  });

  it('is arranged again a while after the pointer has left', async () => {
    const { store } = setup();
    await store.show({ q: '', sort: 'health' });
    store.noteChange();
    store.hold(true);
    vi.advanceTimersByTime(CALM_MS * 2);
    expect(await store.settle()).toBe(false);
    store.hold(false);
    vi.advanceTimersByTime(TOUCHED_MS);
    expect(await store.settle()).toBe(true);
    expect(store.isStale()).toBe(false);
  });

  it('shows the very first probe without waiting for anybody', async () => {
    const { api, store } = setup(0);
    await store.show({ q: '', sort: 'health' });
    store.hold(true);
    join(api);
    await store.recount();
    expect(await store.settle()).toBe(true);
    expect(ids(store)).toEqual(['prb-new']);
  });

  it('reads again as far down as somebody looks', async () => {
    const { api, store } = setup(1_000);
    await store.show({ q: '', sort: 'health' });
    store.look({ first: 640, end: 655 });
    await vi.advanceTimersByTimeAsync(0);
    await store.refresh();
    expect(store.rows().length).toBeGreaterThanOrEqual(655);
    expect(api.asked.at(-1)?.limit).toBe(500);
  });

  it('stops waiting when it is told to, and says how to go on', async () => {
    const { api, store } = setup();
    const open = api.hold();
    const shown = store.show({ q: '', sort: 'health' });
    store.cancel();
    open();
    await shown;
    expect([store.loading(), store.error()?.code, store.total()]).toEqual([
      false,
      'console.cancelled',
      undefined,
    ]);
  });
});
