import { TestBed } from '@angular/core/testing';
import { Activity } from '../core/activity';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { PageOwner } from '../core/page-owner';
import { aMe } from '../core/testing';
import { RunApi } from './run-api';
import { Runs } from './runs';
import { FakeRunApi, aFleetRow, aResult } from './testing';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function setup(api = new FakeRunApi()) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      { provide: RunApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  TestBed.inject(PageOwner).isStill(aMe());
  return { api, runs: TestBed.inject(Runs), activity: TestBed.inject(Activity) };
}

const probes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `p${at}`, name: `web-${at}` }));

describe('Runs', () => {
  beforeEach(() => localStorage.clear());

  it('are found under Activity, with how they ended', async () => {
    const { api, runs, activity } = setup();
    const run = runs.start([{ id: 'prb-1', name: 'web-01' }], { line: 'uptime' });
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
});
