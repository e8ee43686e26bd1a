import { TestBed } from '@angular/core/testing';
import { LiveFeed } from '../../core/live/live-feed';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets, anEvent } from '../../core/live/testing';
import type { CreateToken, CreatedToken } from '../../core/api/models';
import { EnrolApi } from './enrol-api';
import { EnrolStore } from './enrol-store';
import { USUAL_CHOICES } from './token-choices';

class FakeEnrolApi {
  readonly asked: CreateToken[] = [];

  create(body: CreateToken): Promise<CreatedToken> {
    this.asked.push(body);
    const id = `t${this.asked.length}`;
    const rest = { created: '', expires: '', used: false, tenant_id: 'default', install_command: '' };
    return Promise.resolve({ id, token: `prb_${id}`, ...rest });
  }
}

function setup() {
  vi.useFakeTimers();
  const api = new FakeEnrolApi();
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [
      EnrolStore,
      { provide: EnrolApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  const store = TestBed.inject(EnrolStore);
  let seq = 0;
  const happens = async (type: string, probe_id: string, detail: Record<string, unknown> = {}) => {
    const event = { ...anEvent(type, ++seq), probe_id, detail };
    sockets.last.tells({ type: 'events', events: [event], cursor: seq });
    await vi.advanceTimersByTimeAsync(50);
  };
  const arrivals = () => store.arrivals().map((one) => `${one.hostname} ${one.isConnected}`);
  return { api, store, happens, arrivals };
}

describe('hosts that come with a token', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('shows who enrolled with the token of this page, and when they connect', async () => {
    const { store, happens, arrivals } = setup();
    await store.make(USUAL_CHOICES);
    await happens('probe.registered', 'p1', { hostname: 'web-03', enrolment: 't1' });
    expect([arrivals(), store.isFull()]).toEqual([['web-03 false'], false]);
    await happens('probe.connected', 'p1');
    expect([arrivals(), store.isFull()]).toEqual([['web-03 true'], true]);
  });

  it('shows nobody who came in another way', async () => {
    const { store, happens, arrivals } = setup();
    await happens('probe.registered', 'p0', { hostname: 'early' });
    await store.make(USUAL_CHOICES);
    await happens('probe.registered', 'p2', { hostname: 'other', enrolment: 't9' });
    await happens('probe.connected', 'p3', { hostname: 'old' });
    expect(arrivals()).toEqual([]);
  });

  it('keeps who has come in sight when another token is made', async () => {
    const { store, happens, arrivals } = setup();
    await store.make(USUAL_CHOICES);
    await happens('probe.registered', 'p1', { hostname: 'web-03', enrolment: 't1' });
    store.startOver();
    expect(store.made.value()).toBeUndefined();
    await store.make({ ...USUAL_CHOICES, uses: 'any' });
    await happens('probe.registered', 'p2', { hostname: 'web-04', enrolment: 't2' });
    await happens('probe.registered', 'p3', { hostname: 'late', enrolment: 't1' });
    expect(arrivals()).toEqual(['late false', 'web-04 false', 'web-03 false']);
    expect(store.isFull()).toBe(false);
  });

  it('makes one token, however often it is pressed', async () => {
    const { api, store } = setup();
    await Promise.all([store.make(USUAL_CHOICES), store.make(USUAL_CHOICES)]);
    expect(api.asked).toEqual([{ expires_in: 1_800, uses: 1 }]);
  });

  it('takes no harm from a name that is no text', async () => {
    const { store, happens, arrivals } = setup();
    await store.make(USUAL_CHOICES);
    await happens('probe.registered', 'p1', { hostname: { toString: 1 }, enrolment: 't1' });
    expect(arrivals()).toEqual([' false']);
  });
});
