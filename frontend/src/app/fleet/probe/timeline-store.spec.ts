import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { ProbeApi } from './probe-api';
import { FakeProbeApi, anEntry } from './testing';
import { TimelineStore } from './timeline-store';

function setup(count: number) {
  const api = new FakeProbeApi();
  api.pageSize = 10;
  api.entries = Array.from({ length: count }, (_, at) => anEntry({ id: `e${count - at}` }));
  TestBed.configureTestingModule({
    providers: [
      TimelineStore,
      { provide: ProbeApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  return { api, store: TestBed.inject(TimelineStore) };
}

const ids = (store: TimelineStore) => store.all().map(({ id }) => id);

describe('What happened to a probe', () => {
  it('is read page after page, each entry once', async () => {
    const { store } = setup(15);
    await store.show('prb-1', 'all');
    expect(store.all()).toHaveLength(10);
    await store.older();
    expect(store.all()).toHaveLength(15);
    expect(new Set(ids(store)).size).toBe(15);
    expect(store.hasOlder()).toBe(false);
  });

  it('goes on at the top while nobody touches the list', async () => {
    const { api, store } = setup(3);
    await store.show('prb-1', 'all');
    api.entries = [anEntry({ id: 'new' }), ...api.entries];
    await store.load();
    expect(ids(store)[0]).toBe('new');
  });

  it('waits behind a count while somebody does, and moves no row', async () => {
    const { api, store } = setup(3);
    await store.show('prb-1', 'all');
    store.touched();
    api.entries = [anEntry({ id: 'new' }), ...api.entries];
    await store.load();
    expect(ids(store)).toEqual(['e3', 'e2', 'e1']);
    expect(store.fresh()).toBe(1);
    store.showFresh();
    expect(ids(store)).toEqual(['new', 'e3', 'e2', 'e1']);
  });

  it('shows an entry as it is now, where it stands', async () => {
    const { api, store } = setup(2);
    await store.show('prb-1', 'all');
    store.touched();
    api.entries = api.entries.map((one) => ({ ...one, status: 'succeeded' }));
    await store.load();
    expect(store.all().map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(store.fresh()).toBe(0);
  });

  it('leaves no hole when more came than a page holds', async () => {
    const { api, store } = setup(5);
    await store.show('prb-1', 'all');
    store.touched();
    api.entries = [...Array.from({ length: 12 }, (_, at) => anEntry({ id: `n${12 - at}` })), ...api.entries];
    await store.load();
    expect(ids(store)[0]).toBe('n12');
    await store.older();
    expect(store.all()).toHaveLength(17);
  });

  it('says that older entries could not be had, and keeps those that are there', async () => {
    const { api, store } = setup(15);
    await store.show('prb-1', 'all');
    api.timelineFailure = new ApiError('unavailable', 'not ready', 503);
    await store.older();
    expect(store.olderError()?.code).toBe('unavailable');
    expect(store.all()).toHaveLength(10);
  });

  it('tells of a removed probe too', async () => {
    const { api, store } = setup(1);
    api.probe = undefined;
    await store.show('prb-1', 'all');
    expect(store.isRemoved()).toBe(true);
  });
});
