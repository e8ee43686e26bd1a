import { TestBed } from '@angular/core/testing';
import { Activity } from '../core/activity';
import { LiveFeed } from '../core/live/live-feed';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets, anEvent } from '../core/live/testing';
import { PageOwner } from '../core/page-owner';
import { aMe } from '../core/testing';
import { RunApi } from './run-api';
import { Runs } from './runs';
import { FakeRunApi, aCommand, aFleetRow, aResult } from './testing';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function setup(api = new FakeRunApi()) {
  TestBed.resetTestingModule();
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [
      { provide: RunApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  TestBed.inject(PageOwner).isStill(aMe());
  const socket = () => {
    TestBed.inject(LiveFeed).connect();
    sockets.last.comesUp();
    return sockets.last;
  };
  return { api, runs: TestBed.inject(Runs), activity: TestBed.inject(Activity), socket };
}

const probes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `p${at}`, name: `web-${at}` }));

describe('Runs', () => {
  beforeEach(() => localStorage.clear());

  it('are found under Activity, with how they ended', async () => {
    const { api, runs, activity } = setup();
    const run = runs.start([{ id: 'prb-1', name: 'web-01' }], { line: 'uptime' });
    if (run.kind === 'one') run.watch();
    TestBed.tick();
    expect(activity.all()).toMatchObject([
      { text: 'uptime · web-01', state: 'running', link: '/fleet/prb-1', query: { run: run.id } },
    ]);
    await settled();
    api.ends(run.id, { state: 'failed', result: aResult({ exit_code: 2 }) });
    api.says({ seq: 1, final: true });
    await settled();
    TestBed.tick();
    expect(activity.all()).toMatchObject([{ state: 'failed', detail: 'exit 2' }]);
  });

  it('are the same run however often they are looked up', () => {
    const { runs } = setup();
    const run = runs.start([{ id: 'prb-1', name: 'web-01' }], { line: 'uptime' });
    expect(runs.find(run.id)).toBe(run);
  });

  it('of a few probes are named by their requests, so that a link works everywhere', async () => {
    const { api, runs } = setup();
    api.fleet = probes(3).map(({ id, name }) => aFleetRow({ id, hostname: name }));
    const run = runs.start(probes(3), { line: 'uptime' });
    await settled();
    const name = runs.nameOf(run);
    expect(name.split(',')).toHaveLength(3);
    const elsewhere = setup(api).runs.find(name);
    await settled();
    expect(elsewhere?.kind === 'many' && elsewhere.items().map((item) => item.probeId)).toEqual([
      'p0',
      'p1',
      'p2',
    ]);
  });

  it('of many probes are found again in the browser that began them', async () => {
    const { api, runs } = setup();
    api.fleet = probes(30).map(({ id, name }) => aFleetRow({ id, hostname: name }));
    const run = runs.start(probes(30), { line: 'uptime' });
    await settled();
    expect(runs.nameOf(run)).toBe(run.id);
    const again = setup(api).runs.find(run.id);
    expect(again?.kind === 'many' && again.items()).toHaveLength(30);
  });

  it('are told of by the live feed, so that nobody has to look', async () => {
    const { api, runs, socket } = setup();
    const run = runs.start([{ id: 'prb-1', name: 'web-01' }], { line: 'uptime' });
    await settled();
    expect(api.streams).toEqual([]);
    api.ends(run.id, { result: aResult({ stdout: 'up 4 days\n' }) });
    const event = { ...anEvent('command.completed', 1), detail: { request_id: run.id } };
    socket().tells({ type: 'events', events: [event], cursor: 1 });
    await vi.waitFor(() => expect(run.isOver()).toBe(true));
    expect(run.kind === 'one' && run.buffer.text()).toBe('up 4 days');
  });

  it('are forgotten once they have ended, but for the last ones and what somebody sees', async () => {
    const { api, runs } = setup();
    for (let at = 0; at <= 40; at++) api.commands.set(`r${at}`, aCommand({ request_id: `r${at}` }));
    api.commands.set('r2', aCommand({ request_id: 'r2', state: 'running', result: null }));
    const all = Array.from({ length: 40 }, (_, at) => runs.find(`r${at}`));
    if (all[1]?.kind === 'one') all[1].watch();
    await settled();
    runs.find('r3');
    runs.find('r40');
    const stays = (at: number) => runs.find(`r${at}`) === all[at];
    expect([0, 1, 2, 3, 4, 39].map(stays)).toEqual([false, true, true, true, false, true]);
  });
});
