import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { LiveRow } from '@legator/contracts';
import { LiveFeed } from './live-feed';
import { OPEN_SOCKET } from './live-socket';
import { FakeSockets, aRow } from './testing';

function setup() {
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({ providers: [{ provide: OPEN_SOCKET, useValue: sockets.open }] });
  const feed = TestBed.inject(LiveFeed);
  feed.connect();
  return { feed, sockets };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('rows on the screen', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  const watched = (sockets: FakeSockets) => sockets.last.said.filter(({ type }) => type === 'watch').at(-1);

  async function show(feed: LiveFeed, ...first: string[]) {
    const ids = signal<readonly string[]>(first);
    const shown: LiveRow[] = [];
    const end = feed.watchRows(ids, (rows) => shown.push(...rows));
    const change = async (...next: string[]) => {
      ids.set(next);
      TestBed.tick();
      await pass(200);
    };
    await change(...first);
    return { shown, change, end };
  }

  it('watches what all callers show together, each told what it shows', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    const list = await show(feed, 'b', 'a');
    const panel = await show(feed, 'b', 'c');
    expect(watched(sockets)).toEqual({ type: 'watch', probes: ['a', 'b', 'c'] });
    sockets.last.tells({ type: 'rows', rows: ['a', 'b', 'c', 'd'].map((id) => aRow({ id })) });
    await pass(20);
    expect(list.shown.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(panel.shown.map(({ id }) => id)).toEqual(['b', 'c']);
    panel.end();
    await pass(200);
    expect(watched(sockets)).toEqual({ type: 'watch', probes: ['a', 'b'] });
  });

  it('tells only the newest of a row that changed several times before it was painted', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    const { shown } = await show(feed, 'a');
    for (const cpu_percent of [1, 2, 3]) sockets.last.tells({ type: 'rows', rows: [aRow({ cpu_percent })] });
    await pass(20);
    expect(shown.map(({ cpu_percent }) => cpu_percent)).toEqual([3]);
  });

  it('shows a newcomer at once what somebody else shows already', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    await show(feed, 'a');
    sockets.last.tells({ type: 'rows', rows: [aRow()] });
    const { shown } = await show(feed, 'a');
    expect(shown).toHaveLength(1);
  });

  it('sends what is watched once while somebody scrolls, and again on a new line', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    const { change } = await show(feed, 'a');
    const before = sockets.last.said.length;
    for (let row = 0; row < 50; row++) void change(`r${row}`);
    await pass(200);
    expect(sockets.last.said.slice(before)).toEqual([{ type: 'watch', probes: ['r49'] }]);
    sockets.last.breaks();
    await pass(3_000);
    sockets.last.comesUp();
    expect(watched(sockets)).toEqual({ type: 'watch', probes: ['r49'] });
  });

  it('watches 200 at most, those of the last caller first', async () => {
    const { feed, sockets } = setup();
    sockets.last.comesUp();
    await show(feed, ...Array.from({ length: 500 }, (_, at) => `a${at}`));
    await show(feed, 'z');
    const { probes } = watched(sockets) as { probes: string[] };
    expect(probes).toHaveLength(200);
    expect(probes).toContain('z');
  });
});
