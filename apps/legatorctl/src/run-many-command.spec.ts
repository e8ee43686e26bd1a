import { answerError, Operator, SmallServer } from './testing.js';

const RUN = 'POST /api/v1/commands';
const SHOW = 'GET /api/v1/rollouts/ro-1';

const rollout = (state: string, counts: object = {}, more: object = {}) => ({
  ...{ id: 'ro-1', state, wave: 1, argv: ['uptime'], settings: {}, counts, targets: [] },
  ...more,
});

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on(RUN, () => ({ total: 2, results: [], rollout: rollout('running', { waiting: 2 }) }));
  server.on(SHOW, () => rollout('succeeded', { succeeded: 2 }));
});
afterEach(() => server.stop());

const sent = () => JSON.parse(server.asked[0]!.body) as object;

it.each([
  [
    ['--tag', 'web', '--max-concurrent', '10%', '--max-errors', '2', '--canary', '1', '--', 'ls', '-l'],
    { tag: 'web', command: 'ls', args: ['-l'], max_concurrent: '10%', max_errors: '2', canary: '1' },
  ],
  // The options of the program that is to run are its own.
  [['--tag', 'web', 'ls', '--canary', '9'], { tag: 'web', command: 'ls', args: ['--canary', '9'] }],
  [
    ['--probes', 'prb-1, prb-2', '--healthy', '90s', '--health-timeout', '5m', 'uptime'],
    {
      probes: ['prb-1', 'prb-2'],
      command: 'uptime',
      args: [],
      health_seconds: 90,
      health_timeout_seconds: 300,
    },
  ],
  [['--tag', 'web', '--line', '--', 'ls | wc -l'], { tag: 'web', command: 'ls | wc -l' }],
])('sends %j as it was meant', async (words, body) => {
  await operator.run('run', ...words);
  expect(sent()).toEqual(body);
});

it.each([
  ['nobody', ['uptime']],
  ['both', ['--tag', 'web', '--probes', 'prb-1', 'uptime']],
  ['a share that is none', ['--tag', 'web', '--max-concurrent', 'some', 'uptime']],
])('asks nothing of the server when it is told to run on %s', async (_what, words) => {
  expect((await operator.run('run', ...words)).exitCode).toBe(2);
  expect(server.asked).toEqual([]);
});

it('says how far it is until its end, and passes on how it ended', async () => {
  let looks = 0;
  server.on(SHOW, () => {
    looks += 1;
    if (looks === 1) return rollout('running', { succeeded: 1, running: 1 });
    return rollout('failed', { succeeded: 1, failed: 1 }, { reason: '1 failed, and none may.' });
  });
  const { exitCode, stderr } = await operator.run('run', '--tag', 'web', '--canary', '1', 'uptime');
  expect(exitCode).toBe(1);
  expect(stderr.split('\n').slice(0, 3)).toEqual([
    'running, wave 1: 2 waiting',
    'running, wave 1: 1 succeeded, 1 running',
    'failed, wave 1: 1 succeeded, 1 failed (1 failed, and none may.)',
  ]);
});

it('goes on watching when the server is away for a while', async () => {
  let looks = 0;
  server.on(SHOW, (_asked, response) => {
    looks += 1;
    return looks === 1 ? void response.destroy() : rollout('succeeded', { succeeded: 2 });
  });
  expect((await operator.run('run', '--tag', 'web', '--canary', '1', 'uptime')).exitCode).toBe(0);
});

it.each([429, 502, 503])('goes on watching when the server answers %d for a while', async (status) => {
  let looks = 0;
  server.on(SHOW, (_asked, response) => {
    looks += 1;
    return looks === 1
      ? void answerError(response, status, 'busy', 'Not now.')
      : rollout('succeeded', { succeeded: 2 });
  });
  expect((await operator.run('run', '--tag', 'web', '--canary', '1', 'uptime')).exitCode).toBe(0);
});

it('stops watching what it may not see', async () => {
  server.on(SHOW, (_asked, response) => answerError(response, 403, 'forbidden', 'You may not.'));
  const { exitCode, stderr } = await operator.run('run', '--tag', 'web', '--canary', '1', 'uptime');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('You may not.')]);
});

it.each([
  ['pending_approval', 3, 'ap-1'],
  ['denied', 4, ''],
])('exits with the code of what is %s', async (state, exitCode, words) => {
  server.on(RUN, () => ({ total: 1, results: [], rollout: rollout(state, {}, { approval_id: 'ap-1' }) }));
  const ran = await operator.run('run', '--tag', 'web', '--canary', '1', 'reboot');
  expect([ran.exitCode, ran.stderr]).toEqual([exitCode, expect.stringContaining(words)]);
});

it('names the hosts that it will not run on', async () => {
  const results = [
    { probe_id: 'prb-1', status: 'planned' },
    { probe_id: 'prb-2', status: 'denied', error: 'Above its\u001b ceiling.' },
  ];
  server.on(RUN, () => ({ total: 2, results, rollout: rollout('succeeded') }));
  const { stderr } = await operator.run('run', '--tag', 'web', '--canary', '1', 'reboot');
  expect(stderr).toContain('Not on prb-2: Above its\\x1b ceiling.');
  expect(stderr).not.toContain('prb-1');
});

it('shows what became of it everywhere when it goes to all at once', async () => {
  const results = [{ probe_id: 'prb-1', status: 'dispatched', request_id: 'cmd-1' }];
  server.on(RUN, () => ({ total: 1, results }));
  expect(await operator.run('run', '--tag', 'web', 'uptime')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('cmd-1'),
  });
});

it('shows and changes a rollout', async () => {
  server.on(SHOW, () => rollout('paused', { waiting: 1 }));
  for (const verb of ['pause', 'resume', 'stop'])
    server.on(`POST /api/v1/rollouts/ro-1/${verb}`, () => rollout('paused', { waiting: 1 }));
  expect((await operator.run('rollouts', 'show', 'ro-1')).stdout).toContain('paused');
  await operator.run('rollouts', 'pause', 'ro-1', '--reason', 'lunch');
  await operator.run('rollouts', 'resume', 'ro-1', '--ignore-health');
  await operator.run('rollouts', 'stop', 'ro-1');
  expect(server.asked.slice(1).map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])).toEqual([
    ['pause', { reason: 'lunch' }],
    ['resume', { ignore_health: true }],
    ['stop', {}],
  ]);
});

it('says why something cannot be done', async () => {
  server.on('POST /api/v1/rollouts/ro-1/resume', (_asked, response) =>
    answerError(response, 409, 'rollouts.not_paused', 'It is running.'),
  );
  expect(await operator.run('rollouts', 'resume', 'ro-1')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('It is running.'),
  });
});
