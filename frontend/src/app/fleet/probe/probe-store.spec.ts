import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { LiveFeed } from '../../core/live/live-feed';
import { FakeSockets, aRow } from '../../core/live/testing';
import { ProbeApi } from './probe-api';
import { ProbeStore } from './probe-store';
import { FakeProbeApi, anEntry, aProbe } from './testing';

const frame = () => new Promise((resolve) => setTimeout(resolve, 60));

function setup() {
  const api = new FakeProbeApi();
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [
      ProbeStore,
      { provide: ProbeApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  const store = TestBed.inject(ProbeStore);
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  return { api, sockets, store };
}

describe('The probe that is open', () => {
  it('is here once it was read', async () => {
    const { store } = setup();
    expect(store.presence()).toBe('loading');
    await store.show('prb-1');
    expect(store.presence()).toBe('here');
    expect(store.probe()?.hostname).toBe('web-01');
  });

  it('is removed when only its history is left', async () => {
    const { api, store } = setup();
    api.probe = undefined;
    api.entries = [anEntry()];
    await store.show('prb-1');
    expect(store.presence()).toBe('removed');
    expect(store.error()).toBeUndefined();
  });

  it('is gone when nothing was ever known of it', async () => {
    const { api, store } = setup();
    api.probe = undefined;
    await store.show('nope');
    expect(store.presence()).toBe('gone');
  });

  it('is not called gone when its history could not be asked for', async () => {
    const { api, store } = setup();
    api.probe = undefined;
    api.timelineFailure = new ApiError('unavailable', 'not ready', 503);
    await store.show('prb-1');
    expect(store.presence()).toBe('failed');
    expect(store.error()?.code).toBe('not_found');
  });

  it('leaves nothing of the one before in sight', async () => {
    const { store } = setup();
    await store.show('prb-1');
    void store.show('prb-2');
    expect(store.probe()).toBeUndefined();
  });

  it('moves with what the control plane tells of its row', async () => {
    const { sockets, store } = setup();
    await store.show('prb-1');
    TestBed.tick();
    await frame();
    sockets.last.tells({
      type: 'rows',
      rows: [aRow({ id: 'prb-1', status: 'offline', connected: false, last_seen: '2026-11-20T09:00:00Z' })],
    });
    await frame();
    expect(store.probe()).toMatchObject({
      status: 'offline',
      connected: false,
      last_seen: '2026-11-20T09:00:00Z',
    });
  });

  it('reads the reasons anew when the score has moved', async () => {
    const { api, sockets, store } = setup();
    await store.show('prb-1');
    TestBed.tick();
    await frame();
    const before = api.asked;
    api.probe = aProbe({ health: { score: 70, status: 'warning' } });
    sockets.last.tells({
      type: 'rows',
      rows: [aRow({ id: 'prb-1', health: { score: 70, status: 'warning' } })],
    });
    await frame();
    expect(api.asked).toBe(before + 1);
  });
});
