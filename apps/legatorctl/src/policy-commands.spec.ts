import { Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/probes/prb-1', () => ({ id: 'prb-1', hostname: 'web-01' }));
});
afterEach(() => server.stop());

const decision = (outcome: string) => ({
  probe_id: null,
  decision: {
    outcome,
    level: 'remediate',
    risk_level: 'high',
    reasons: [{ code: 'policy.blocked', text: 'No.' }],
  },
});

it.each([
  ['allow', 0],
  ['queue', 0],
  ['deny', 1],
])('says what would be decided: %s', async (outcome, exitCode) => {
  server.on('POST /api/v1/policy/simulate', () => decision(outcome));
  const ended = await operator.run('policy', 'test', 'systemctl restart nginx', '--probe', 'prb-1');
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stdout).toContain(`${outcome}: `);
  expect(ended.stdout).toContain('No. (policy.blocked)');
  const [asked] = server.asked.filter(({ method }) => method === 'POST');
  expect(JSON.parse(asked!.body)).toEqual({ command: 'systemctl restart nginx', probe_id: 'prb-1' });
});

it('applies a policy to a probe or a tag, and to neither both nor none', async () => {
  server.on('POST /api/v1/policies/diagnose/apply', () => ({ version: 1, changed: 3 }));
  const { stdout } = await operator.run('policy', 'apply', 'diagnose', '--tag', 'prod');
  expect(stdout).toContain('version 1; probes that go by another policy now: 3');
  expect(JSON.parse(server.asked[0]!.body)).toEqual({ scope: { type: 'tag', id: 'prod' } });
  for (const where of [[], ['--tag', 'a', '--probe', 'prb-1']])
    expect(await operator.run('policy', 'apply', 'diagnose', ...where)).toMatchObject({ exitCode: 2 });
});

it('freezes for a while and lifts it again', async () => {
  server.on('POST /api/v1/execution/freeze', () => ({ freeze: { id: 'f1' } }));
  server.on('DELETE /api/v1/execution/freeze', () => ({}));
  const { stdout } = await operator.run('freeze', '--probe', 'prb-1', '--reason', 'incident', '--for', '2h');
  expect(stdout).toContain('unfreeze f1');
  const body = JSON.parse(server.asked.find(({ method }) => method === 'POST')!.body) as { until: string };
  expect(body).toMatchObject({ scope: { type: 'probe', id: 'prb-1' }, reason: 'incident' });
  expect(Date.parse(body.until)).toBeGreaterThan(0);
  expect(await operator.run('unfreeze', 'f1')).toMatchObject({ exitCode: 0 });
  expect(await operator.run('freeze', '--reason', 'where?')).toMatchObject({ exitCode: 2 });
});
