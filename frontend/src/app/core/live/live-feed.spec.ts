import { TestBed } from '@angular/core/testing';
import { LiveFeed } from './live-feed';
import { OPEN_SOCKET } from './live-socket';
import { FakeSockets, anEvent } from './testing';

function setup() {
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({ providers: [{ provide: OPEN_SOCKET, useValue: sockets.open }] });
  const feed = TestBed.inject(LiveFeed);
  let reads = 0;
  feed.watch(['probe.'], () => Promise.resolve(void reads++));
  feed.connect();
  return { feed, sockets, reads: () => reads };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the live feed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    // The longest wait that chance allows.
    vi.spyOn(Math, 'random').mockReturnValue(1);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('calls who watches once for a burst, and for what it watches only', async () => {
    const { sockets, reads } = setup();
    sockets.last.comesUp();
    for (let seq = 1; seq <= 200; seq++) sockets.last.says('probe.connected', seq);
    sockets.last.says('command.completed', 201);
    await pass(5_000);
    expect(reads()).toBe(1);
  });

  it('hands every event over once and in order, all of a frame together', async () => {
    const { feed, sockets } = setup();
    const heard: number[] = [];
    const end = feed.onEvents(['probe.', 'approval.'], ({ seq }) => heard.push(seq));
    sockets.last.comesUp(4);
    sockets.last.says('probe.connected', 5);
    sockets.last.says('command.completed', 6);
    sockets.last.says('approval.needed', 7);
    sockets.last.says('approval.needed', 7);
    expect(heard).toEqual([]);
    await pass(20);
    expect(heard).toEqual([5, 7]);
    end();
    sockets.last.says('probe.connected', 8);
    await pass(1_000);
    expect(heard).toEqual([5, 7]);
  });

  it('hands over in a hidden tab too, where no frame is painted', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    const counts = { all: 3, online: 2, degraded: 0, offline: 1, pending: 0 };
    sockets.last.tells({ type: 'counts', counts });
    await pass(1_000);
    expect(feed.counts()).toEqual(counts);
    vi.unstubAllGlobals();
  });

  it('resumes where it was, shows that it catches up, and reads nothing again that it was told', async () => {
    const { feed, sockets, reads } = setup();
    sockets.last.comesUp(10);
    expect(sockets.last.said).toEqual([{ type: 'hello' }]);
    sockets.last.says('command.completed', 11);
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp(20);
    expect(sockets.last.said).toEqual([{ type: 'hello', last_event_id: 11 }]);
    expect(feed.state().kind).toBe('catching_up');
    sockets.last.tells({ type: 'events', events: [anEvent('token.revoked', 15)], cursor: 15 });
    expect(feed.state().kind).toBe('catching_up');
    sockets.last.tells({ type: 'events', events: [], cursor: 20 });
    expect(feed.state().kind).toBe('live');
    await pass(5_000);
    expect(reads()).toBe(0);
  });

  it('goes on from what was looked at for it, though none of it was for this console', async () => {
    const { sockets } = setup();
    sockets.last.comesUp(10);
    sockets.last.tells({ type: 'pong', cursor: 5_000 });
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp(5_000);
    expect(sockets.last.said[0]).toEqual({ type: 'hello', last_event_id: 5_000 });
  });

  it('takes no place from a pong that has none', async () => {
    const { sockets } = setup();
    sockets.last.tells({ type: 'pong' });
    sockets.last.comesUp(10);
    sockets.last.tells({ type: 'pong' });
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp(10);
    expect(sockets.last.said[0]).toEqual({ type: 'hello', last_event_id: 10 });
  });

  it('has everything read again after a gap, and goes on behind it', async () => {
    const { feed, sockets, reads } = setup();
    sockets.last.comesUp(100);
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp(7);
    sockets.last.tells({ type: 'gap', from: 100, to: 7 });
    sockets.last.says('token.revoked', 8);
    await pass(1_000);
    expect(reads()).toBe(1);
    expect(feed.state().kind).toBe('live');
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp(8);
    expect(sockets.last.said[0]).toEqual({ type: 'hello', last_event_id: 8 });
  });

  it.each([
    ['a long loss', 61_000, 1],
    ['a short one', 5_000, 0],
  ])('after %s reads again %s', async (_what, ms, expected) => {
    const { feed, sockets, reads } = setup();
    sockets.last.comesUp();
    sockets.last.breaks();
    await pass(ms);
    feed.connect();
    sockets.last.comesUp();
    await pass(1_000);
    expect(reads()).toBe(expected);
  });

  it('is told what happened between what was read first and the first greeting, and reads that alone again', async () => {
    const { feed, sockets, reads } = setup();
    feed.connect(7);
    sockets.last.comesUp(9);
    expect(sockets.last.said).toEqual([{ type: 'hello', last_event_id: 7 }]);
    sockets.last.tells({ type: 'events', events: [anEvent('token.revoked', 8)], cursor: 8 });
    await pass(1_000);
    expect(reads()).toBe(0);
    sockets.last.says('probe.connected', 9);
    await pass(1_000);
    expect([reads(), feed.state().kind]).toEqual([1, 'live']);
  });

  it('goes on from what it was told, whatever was read before that', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp(9);
    sockets.last.breaks();
    feed.connect(7);
    sockets.last.comesUp(9);
    expect(sockets.last.said).toEqual([{ type: 'hello', last_event_id: 9 }]);
  });

  it('reads again when it took long until anybody listened for the first time', async () => {
    const { sockets, reads } = setup();
    sockets.last.breaks();
    await pass(2_000);
    sockets.last.comesUp();
    await pass(1_000);
    expect(reads()).toBe(1);
  });

  it('tries again by itself, ever more slowly up to half a minute, and closes what broke', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    expect(feed.state().kind).toBe('live');
    const began = Date.now();
    for (const wait of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = sockets.opened.length;
      sockets.last.breaks();
      expect(sockets.last.isClosed).toBe(true);
      expect(feed.state()).toEqual({ kind: 'reconnecting', at: Date.now() + wait, since: began });
      await pass(wait - 1);
      expect(sockets.opened).toHaveLength(before);
      await pass(1);
      expect(sockets.opened).toHaveLength(before + 1);
    }
  });

  it.each(['online', 'visibilitychange'])('does not wait any longer on %s', (type) => {
    const { sockets } = setup();
    sockets.last.breaks();
    (type === 'online' ? window : document).dispatchEvent(new Event(type));
    expect(sockets.opened).toHaveLength(2);
    sockets.last.comesUp();
    (type === 'online' ? window : document).dispatchEvent(new Event(type));
    expect(sockets.opened).toHaveLength(2);
  });

  it('asks whether anybody is there, and drops a line that hangs', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    await pass(16_000);
    expect(sockets.last.said.at(-1)).toEqual({ type: 'ping' });
    sockets.last.tells({ type: 'pong', cursor: 0 });
    await pass(30_000);
    expect(feed.state().kind).toBe('live');
    await pass(15_000);
    expect(feed.state().kind).toBe('reconnecting');
    expect(sockets.opened[0]?.isClosed).toBe(true);
  });

  it('drops a line that opens and never greets', async () => {
    const { feed } = setup();
    await pass(15_000);
    expect(feed.state().kind).toBe('reconnecting');
  });

  it('takes no harm from frames it does not know', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    for (const data of ['{', 'null', '7', '{"type":"news"}', '[]'])
      sockets.last.onmessage?.(new MessageEvent('message', { data }));
    await pass(100);
    expect(feed.state().kind).toBe('live');
  });
});
