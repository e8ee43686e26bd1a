import { answerError, Operator, SmallServer } from './testing.js';

const SITES = [
  {
    ...{ id: 'berlin', name: 'Berlin Mitte', description: 'Two racks', probes: 3 },
    counts: { online: 1, degraded: 1, offline: 1, pending: 0 },
  },
  { id: 'oslo', name: 'Oslo', description: '', probes: 0, counts: {} },
];

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/sites', () => ({ sites: SITES, without: {} }));
  server.on('GET /api/v1/probes/prb-1', () => ({ id: 'prb-1', hostname: 'web-01' }));
});
afterEach(() => server.stop());

const bodyOf = (method: string) => {
  const asked = server.asked.filter((one) => one.method === method).at(-1);
  return asked && asked.body !== '' ? (JSON.parse(asked.body) as unknown) : undefined;
};

it('lists the sites with how their probes are', async () => {
  const { stdout, exitCode } = await operator.run('sites', 'list');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/berlin +Berlin Mitte +3 +1 +1 +Two racks/);
});

it('makes one, and says its id', async () => {
  server.on('POST /api/v1/sites', () => ({ id: 'edge-04', name: 'Edge 04' }));
  const { stdout } = await operator.run('sites', 'create', 'Edge 04', '--description', 'On the roof');
  expect(stdout).toBe('edge-04\n');
  expect(bodyOf('POST')).toEqual({ name: 'Edge 04', description: 'On the roof' });
});

it('renames and removes one by its name, whatever the capitals', async () => {
  server.on('PATCH /api/v1/sites/berlin', () => ({ id: 'berlin', name: 'Berlin' }));
  server.on('DELETE /api/v1/sites/berlin', () => ({ removed: 'berlin', probes: 3 }));
  const { stdout } = await operator.run('sites', 'rename', 'berlin MITTE', 'Berlin');
  expect(stdout).toContain('berlin is called Berlin now');
  const removed = await operator.run('sites', 'remove', 'berlin', '--take-out-probes');
  expect(removed.stdout).toContain('in no site now: 3');
  expect(server.asked.at(-1)!.url).toContain('take_out_probes=true');
});

it('says why a site stays', async () => {
  const why = 'The site oslo stays: it is frozen. Take that away first.';
  server.on('DELETE /api/v1/sites/oslo', (_asked, response) =>
    answerError(response, 409, 'fleet.site_in_use', why),
  );
  const { stderr, exitCode } = await operator.run('sites', 'remove', 'oslo');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(why);
});

it('puts probes into a site by name or by a filter, and takes them out', async () => {
  server.on('POST /api/v1/fleet/sites', () => ({ matched: 4, changed: 3 }));
  const { stdout } = await operator.run('sites', 'assign', 'Oslo', 'prb-1');
  expect(stdout).toContain('Moved 3 of 4');
  expect(bodyOf('POST')).toEqual({ probes: ['prb-1'], site: 'oslo' });
  await operator.run('sites', 'assign', '-', '--filter', 'tag:web');
  expect(bodyOf('POST')).toEqual({ q: 'tag:web', site: null });
  for (const wrong of [['oslo'], ['oslo', 'prb-1', '--filter', 'x']])
    expect(await operator.run('sites', 'assign', ...wrong)).toMatchObject({ exitCode: 2 });
  const unknown = await operator.run('sites', 'assign', 'rome', 'prb-1');
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('There is no site')]);
});

it('freezes, applies a policy and runs a command by site', async () => {
  server.on('POST /api/v1/execution/freeze', () => ({ freeze: { id: 'f1' } }));
  await operator.run('freeze', '--site', 'Berlin Mitte', '--reason', 'stocktaking');
  expect(bodyOf('POST')).toEqual({ scope: { type: 'site', id: 'berlin' }, reason: 'stocktaking' });
  server.on('POST /api/v1/policies/diagnose/apply', () => ({ version: 1, changed: 3 }));
  await operator.run('policy', 'apply', 'diagnose', '--site', 'oslo');
  expect(bodyOf('POST')).toEqual({ scope: { type: 'site', id: 'oslo' } });
  server.on('POST /api/v1/commands', () => ({ total: 1, results: [] }));
  await operator.run('run', '--site', 'oslo', 'uptime', '--pretty');
  expect(bodyOf('POST')).toEqual({ site: 'oslo', command: 'uptime', args: ['--pretty'] });
  const both = await operator.run('run', '--site', 'oslo', '--tag', 'web', '--', 'uptime');
  expect(both).toMatchObject({ exitCode: 2 });
});
