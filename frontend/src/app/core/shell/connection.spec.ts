import { TestBed } from '@angular/core/testing';
import { LiveFeed } from '../live/live-feed';
import { OPEN_SOCKET } from '../live/live-socket';
import { FakeSockets } from '../live/testing';
import { Connection } from './connection';

const COUNTS = { all: 248, online: 230, degraded: 6, offline: 10, pending: 2 };

function setup() {
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({ providers: [{ provide: OPEN_SOCKET, useValue: sockets.open }] });
  const connection = TestBed.inject(Connection);
  TestBed.inject(LiveFeed).connect();
  const comesUp = () => {
    sockets.last.comesUp();
    sockets.last.tells({ type: 'events', events: [], cursor: 0 });
  };
  return { connection, sockets, comesUp };
}

describe('the connection in words', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('says how many probes are connected, the degraded ones too, once that is known', async () => {
    const { connection, sockets, comesUp } = setup();
    expect(connection.view()).toEqual({ kind: 'connecting', text: 'Connecting' });
    comesUp();
    expect(connection.view().text).toBe('Live');
    sockets.last.tells({ type: 'counts', counts: COUNTS });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.view()).toEqual({ kind: 'live', text: 'Live · 236 connected' });
  });

  it('says that it is catching up until what was missed has been told', () => {
    const { connection, sockets, comesUp } = setup();
    comesUp();
    sockets.last.breaks();
    connection.retry();
    sockets.last.comesUp(7);
    expect(connection.view()).toEqual({ kind: 'catching-up', text: 'Catching up' });
  });

  it('counts down at first, and after half a minute says since when it is lost', async () => {
    const { connection, sockets, comesUp } = setup();
    comesUp();
    sockets.last.breaks();
    expect(connection.view().text).toMatch(/^Reconnecting in [12]\u2009s$/);
    for (let at = 0; at < 10; at++) {
      sockets.last.breaks();
      await vi.advanceTimersByTimeAsync(4_000);
    }
    expect(connection.view().kind).toBe('offline');
    expect(connection.view().text).toMatch(/^Offline since \d\d:\d\d$/);
  });

  it('says after three seconds that nothing moves any more, and not for a blink', async () => {
    const { connection, sockets, comesUp } = setup();
    comesUp();
    const at = Date.now();
    sockets.last.breaks();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.lostSince()).toBeUndefined();
    sockets.last.breaks();
    await vi.advanceTimersByTimeAsync(3_500);
    sockets.last.breaks();
    expect(connection.lostSince()).toBe(at);
    connection.retry();
    comesUp();
    expect(connection.lostSince()).toBeUndefined();
  });

  it('tries at once when asked to', () => {
    const { connection, sockets } = setup();
    sockets.last.breaks();
    connection.retry();
    expect(sockets.opened).toHaveLength(2);
  });
});
