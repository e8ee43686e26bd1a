import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { type AuditAsk, AuditApi } from './audit-api';
import type { AuditEvent, AuditPage } from '../core/api/models';
import { AuditStore } from './audit-store';

/** A trail of numbered entries, newest first, two to a page. */
class FakeAuditApi {
  newest = 5;

  list({ cursor, probeId }: AuditAsk): Promise<AuditPage> {
    const from = cursor ? Number(cursor) - 1 : this.newest;
    const events = [from, from - 1].filter((id) => id > 0).map((id) => entry(id, probeId));
    const has_more = from > 2;
    return Promise.resolve({
      events,
      total: this.newest,
      has_more,
      next_cursor: has_more ? String(from - 1) : '',
    });
  }
}

function entry(id: number, probe_id?: string): AuditEvent {
  return {
    id: String(id),
    timestamp: '2026-11-20T08:00:00Z',
    type: 'probe.connected',
    summary: '',
    tenant_id: 'default',
    actor: 'system',
    actor_type: 'system',
    actor_id: 'system',
    probe_id,
    sealed: false,
  };
}

function setup() {
  const api = new FakeAuditApi();
  TestBed.configureTestingModule({
    providers: [
      AuditStore,
      { provide: AuditApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  return { api, store: TestBed.inject(AuditStore) };
}

const ids = (store: AuditStore) =>
  store
    .entries()
    .map(({ id }) => id)
    .join(' ');

describe('the trail on the screen', () => {
  it('adds older pages below until there are none', async () => {
    const { store } = setup();
    await store.show(undefined);
    expect([ids(store), store.hasMore()]).toEqual(['5 4', true]);
    await store.loadOlder();
    await store.loadOlder();
    await store.loadOlder();
    expect([ids(store), store.hasMore()]).toEqual(['5 4 3 2 1', false]);
  });

  it('puts new entries above and keeps what was unfolded below', async () => {
    const { api, store } = setup();
    await store.show(undefined);
    await store.loadOlder();
    api.newest = 6;
    await store.load();
    expect(ids(store)).toBe('6 5 4 3 2');
    await store.loadOlder();
    expect(ids(store)).toBe('6 5 4 3 2 1');
  });

  it('begins anew rather than hide a gap when more is new than fits a page', async () => {
    const { api, store } = setup();
    await store.show(undefined);
    await store.loadOlder();
    api.newest = 20;
    await store.load();
    expect(ids(store)).toBe('20 19');
    await store.loadOlder();
    expect(ids(store)).toBe('20 19 18 17');
  });

  it('shows nothing of one probe under the name of another', async () => {
    const { store } = setup();
    await store.show('prb-1');
    const switched = store.show('prb-2');
    expect(store.entries()).toEqual([]);
    await switched;
    expect(store.entries()[0]?.probe_id).toBe('prb-2');
  });
});
