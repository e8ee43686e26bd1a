import { answerError, Operator, SmallServer } from './testing.js';

const PROBES = [
  {
    id: 'prb-1',
    hostname: 'web-1',
    os: 'linux',
    arch: 'amd64',
    status: 'online',
    policy_level: 'observe',
    tags: ['prod'],
    last_seen: '2026-01-31T07:59:30Z',
  },
  {
    id: 'prb-2',
    hostname: 'db-1',
    os: 'linux',
    arch: 'arm64',
    status: 'offline',
    policy_level: 'diagnose',
    tags: [],
    last_seen: '2026-01-30T08:00:00Z',
  },
  {
    id: 'prb-3',
    hostname: 'DB-1',
    os: 'windows',
    arch: 'amd64',
    status: 'online',
    policy_level: 'observe',
    tags: null,
  },
];

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/probes', () => PROBES);
  server.on('GET /api/v1/fleet/summary', () => ({
    counts: { online: 2, offline: 1 },
    connected: 2,
    pending_approvals: 4,
  }));
  server.on('GET /version', () => ({ version: '9.9.9', commit: 'c', date: 'd' }));
  server.on('GET /readyz', () => ({ ready: true, parts: {} }));
});
afterEach(() => server.stop());

it.each(['status', 'fleet'])('shows how the fleet and the server are (%s)', async (name) => {
  const { exitCode, stdout } = await operator.run(name);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    [
      'STATUS   COUNT',
      'online   2',
      'offline  1',
      'total    3',
      '',
      'Connected:         2',
      'Pending approvals: 4',
      `Server:            ${server.url} 9.9.9`,
      'Server is:         ready',
      '',
    ].join('\n'),
  );
});

it('says which part of a server is not ready, and exits with 1', async () => {
  server.on('GET /readyz', (_asked, response) => {
    response.statusCode = 503;
    return {
      ready: false,
      parts: { server: { ok: true }, database: { ok: false, message: 'It does not answer.' } },
    };
  });
  const { exitCode, stdout } = await operator.run('status');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('not ready: database (It does not answer.)');
});

it('lists probes in columns', async () => {
  const { exitCode, stdout } = await operator.run('probes');
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'ID     HOSTNAME  STATUS   SYSTEM         LEVEL     SEEN     TAGS',
    'prb-1  web-1     online   linux/amd64    observe   30s ago  prod',
    'prb-2  db-1      offline  linux/arm64    diagnose  24h ago',
  ]);
});

it.each([
  [['--tag', 'prod'], ['prb-1'], 'tag=prod'],
  [['--status', 'online'], ['prb-1', 'prb-3'], 'status=online'],
  [['--os', 'windows'], ['prb-3'], 'os=windows'],
  [['--limit', '1'], ['prb-1'], 'limit=1'],
])('filters probes by %j, whether or not the server can', async (options, ids, query) => {
  const { stdout } = await operator.run('probes', '--json', ...options);
  expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(server.asked[0]!.url).toBe(`/api/v1/probes?${query}`);
});

it('reads a page of probes as well as a bare list', async () => {
  server.on('GET /api/v1/probes', () => ({ probes: PROBES, next_cursor: '' }));
  expect((await operator.run('probes')).stdout).toContain('web-1');
});

it('shows a probe by its id', async () => {
  server.on('GET /api/v1/probes/prb-1', () => ({
    ...PROBES[0],
    inventory: { kernel: '6.1', cpus: 4, mem_total_bytes: 2 ** 34 },
  }));
  const { exitCode, stdout } = await operator.run('probe', 'prb-1');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Kernel: +6\.1\nCPUs: +4\nMemory: +16\.0 GiB\n/);
});

it('shows a probe by its hostname', async () => {
  const { stdout } = await operator.run('probe', 'web-1', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ id: 'prb-1' });
});

it('does not choose between probes of one name', async () => {
  const { exitCode, stderr } = await operator.run('probe', 'db-1');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('prb-2, prb-3')]);
});

it('says where to look when there is no such probe', async () => {
  const { exitCode, stderr } = await operator.run('probe', 'nowhere');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('legatorctl probes')]);
});

it('lets no hostname move the cursor', async () => {
  server.on('GET /api/v1/probes', () => [{ ...PROBES[0], hostname: 'a\u001b[2Kb\u202e\n' }]);
  operator.isTTY = true;
  expect((await operator.run('probes')).stdout).toContain('a\\x1b[2Kb\\u{202e}\\x0a');
});

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('colours: terminal %s, environment %j: %s', async (isTTY, env, coloured) => {
  operator.isTTY = isTTY;
  Object.assign(operator.env, env);
  expect((await operator.run('probes')).stdout.includes('\u001b[32monline\u001b[0m')).toBe(coloured);
});

it.each([
  [['probes', '--no-such'], 'unknown option'],
  [['no-such'], 'unknown command'],
  [['probe'], 'missing required argument'],
  [['probes', '--limit', '0'], '--limit'],
  [['--server', 'ftp://x', 'probes'], 'address of a server'],
  [['--request-timeout', 'soon', 'probes'], 'not a duration'],
  [['keys', 'create', '--name', 'x'], '--perms'],
  [['completion', 'tcsh'], 'bash, zsh and fish'],
])('takes %j for a mistake in the call', async (argv, words) => {
  const { exitCode, stderr } = await operator.run(...argv);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
  expect(server.asked).toEqual([]);
});

it('shows help without an error', async () => {
  expect(await operator.run('--help')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('approvals'),
  });
});

it('says what to do when nobody answers', async () => {
  await server.stop();
  const { exitCode, stderr } = await operator.run('probes');
  server = await SmallServer.start();
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining('Is the control plane running (npm start)'),
  ]);
});

it('gives up on a server that does not answer in time', async () => {
  server.on('GET /api/v1/probes', () => new Promise(() => {}));
  const { exitCode, stderr } = await operator.run('probes', '--request-timeout', '50ms');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('did not answer within 0.05 s')]);
});

it('prints code and request id of a refusal, and its body for programs', async () => {
  server.on('GET /api/v1/probes', (_asked, response) =>
    answerError(response, 403, 'forbidden', 'It needs fleet:read.'),
  );
  const { exitCode, stdout, stderr } = await operator.run('probes', '--json');
  expect([exitCode, stderr]).toEqual([1, 'error: It needs fleet:read. (code forbidden, request req-1)\n']);
  expect(JSON.parse(stdout)).toMatchObject({ code: 'forbidden' });
});

it('does not follow a redirect with the key', async () => {
  operator.env['LEGATOR_API_KEY'] = 'lgk_x';
  server.on(
    'GET /api/v1/probes',
    (_asked, response) => void response.writeHead(302, { location: 'http://evil.example' }).end(),
  );
  const { exitCode, stderr } = await operator.run('probes');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('http://evil.example')]);
});

it('survives an answer that is no JSON', async () => {
  server.on(
    'GET /api/v1/probes',
    (_asked, response) => void response.writeHead(502).end('<html>\u001b[2J</html>'),
  );
  expect(await operator.run('probes')).toMatchObject({
    exitCode: 1,
    stderr: 'error: <html>\\x1b[2J</html>\n',
  });
});
