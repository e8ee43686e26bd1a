import type { RunApi } from './run-api';
import { RunTargets } from './run-targets';
import { FakeRunApi, aFleetRow } from './testing';

function setup(count: number) {
  const api = new FakeRunApi();
  api.fleet = Array.from({ length: count }, (_, at) => aFleetRow({ id: `p${at}`, hostname: `web-${at}` }));
  return api;
}

describe('The probes a command is meant for', () => {
  it('are all that match, page after page', async () => {
    const api = setup(25);
    api.pageSize = 10;
    const targets = new RunTargets(api as unknown as RunApi, { q: 'tag:prod', total: 20 });
    await targets.load();
    expect(targets.ids()).toHaveLength(25);
    expect(targets.total()).toBe(25);
    expect(targets.isComplete()).toBe(true);
  });

  it('are counted as missing when they have left the fleet', async () => {
    const targets = new RunTargets(setup(1) as unknown as RunApi, { probes: ['p0', 'gone', 'p0'] });
    await targets.load();
    expect(targets.probes()).toEqual([{ id: 'p0', name: 'web-0' }]);
    expect(targets.missing()).toBe(1);
  });
});
