import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { answerError, Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/me', ({ headers }, response) =>
    headers.authorization === 'Bearer lgk_good'
      ? { id: 'k1', display_name: 'ci', role: 'api_key', permissions: ['fleet:read'], tenant_id: 'default' }
      : answerError(response, 401, 'unauthorized', 'The key is not valid.'),
  );
});
afterEach(() => server.stop());

it('checks a key, keeps it for this server alone, and uses it', async () => {
  const { exitCode, stdout } = await operator.run('login', '--key', 'lgk_good');
  expect([exitCode, stdout]).toEqual([0, `Logged in to ${server.url} as ci.\n`]);
  expect(statSync(operator.credentialFile).mode & 0o777).toBe(0o600);
  delete operator.env['LEGATOR_SERVER'];
  expect((await operator.run('whoami')).stdout).toMatch(/Name: +ci\n/);

  const other = await SmallServer.start();
  await operator.run('--server', other.url, 'whoami');
  await other.stop();
  expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it('reads the key from standard input, where other users do not see it', async () => {
  operator.stdin = 'lgk_good\n';
  expect(await operator.run('login', '--key', '-')).toMatchObject({ exitCode: 0 });
});

it('keeps no key that the server refuses, and leaves the old one alone', async () => {
  await operator.run('login', '--key', 'lgk_good');
  expect(await operator.run('login', '--key', 'lgk_bad')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('Log in with another one'),
  });
  expect(readFileSync(operator.credentialFile, 'utf8')).toContain('lgk_good');
});

it('forgets a key', async () => {
  await operator.run('login', '--key', 'lgk_good');
  expect(await operator.run('logout')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('forgotten'),
  });
  expect(existsSync(operator.credentialFile)).toBe(false);
  expect(await operator.run('whoami')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('login --key'),
  });
});

it('uses no key from a file that others may read', async () => {
  await operator.run('login', '--key', 'lgk_good');
  chmodSync(operator.credentialFile, 0o644);
  expect(await operator.run('whoami')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('chmod 600'),
  });
});

it('prefers the key of the command line to that of the environment', async () => {
  operator.env['LEGATOR_API_KEY'] = 'lgk_bad';
  expect(await operator.run('whoami', '--api-key', 'lgk_good')).toMatchObject({ exitCode: 0 });
});

it('makes a token without a body, as servers of both kinds want it', async () => {
  server.on('POST /api/v1/tokens', () => ({
    id: 't1',
    token: 'prb_x',
    expires: '2026-02-01T00:00:00Z',
    install_command: 'curl …',
  }));
  const { exitCode, stdout } = await operator.run('tokens', 'create', '--multi-use', '--no-expiry');
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/Token: +prb_x\n/)]);
  expect(server.asked[0]).toMatchObject({ url: '/api/v1/tokens?multi_use=true&no_expiry=true', body: '' });
  expect(server.asked[0]!.headers['content-type']).toBeUndefined();
});

it('makes a plain token unless told otherwise', async () => {
  server.on('POST /api/v1/tokens', () => ({ token: 'prb_x' }));
  await operator.run('tokens', 'create');
  expect(server.asked[0]!.url).toBe('/api/v1/tokens');
});

it('lists tokens without their values', async () => {
  const tokens = [
    {
      id: 't1',
      prefix: 'prb_1a2b',
      uses: 1,
      max_uses: 1,
      used: true,
      active: false,
      created: '2026-01-31T07:00:00Z',
    },
    { id: 't2', token: 'prb_1a2b3c4d-5e6_1772800000_0123456789abcdef', used: false },
    { id: 't3', prefix: 'prb_9', used: false, active: false, revoked: '2026-01-31T07:00:00Z' },
  ];
  server.on('GET /api/v1/tokens', () => ({ tokens, count: 1, total: 3 }));
  const { stdout } = await operator.run('tokens', 'list');
  expect(stdout).toMatch(/t1 +prb_1a2b +used +1\/1 +60m ago/);
  expect(stdout).toMatch(/t2 +prb_1a2b3c4d +active/);
  expect(stdout).toMatch(/t3 +prb_9 +revoked/);
  expect(stdout).not.toContain('0123456789abcdef');
});

it('revokes a token and a key by id', async () => {
  server.on('DELETE /api/v1/tokens/a%2Fb', () => ({ revoked: 'a/b' }));
  server.on('DELETE /api/v1/auth/keys/k1', (_asked, response) => void response.writeHead(204).end());
  expect(await operator.run('tokens', 'revoke', 'a/b')).toMatchObject({ exitCode: 0 });
  expect(await operator.run('keys', 'revoke', 'k1')).toMatchObject({
    exitCode: 0,
    stdout: 'Key k1 is revoked.\n',
  });
});

it('makes a key and shows it once', async () => {
  server.on('POST /api/v1/auth/keys', (_asked, response) => {
    response.statusCode = 201;
    return { key: { id: 'k2' }, plain_key: 'lgk_new', warning: 'Keep it safe.' };
  });
  const { exitCode, stdout, stderr } = await operator.run(
    'keys',
    'create',
    '--name',
    'ci',
    '--perms',
    'fleet:read, audit:read',
    '--expires-in',
    '720h',
  );
  expect([exitCode, stdout, stderr]).toEqual([
    0,
    expect.stringMatching(/Key: +lgk_new\n/),
    'Keep it safe.\n',
  ]);
  expect(JSON.parse(server.asked[0]!.body)).toEqual({
    name: 'ci',
    permissions: ['fleet:read', 'audit:read'],
    expires_in: '720h',
  });
});

it('lists keys', async () => {
  server.on('GET /api/v1/auth/keys', () => ({
    keys: [{ id: 'k1', name: 'ci', key_prefix: 'lgk_12345678', permissions: ['admin'], enabled: true }],
    total: 1,
  }));
  expect((await operator.run('keys', 'list')).stdout).toMatch(/k1 +ci +lgk_12345678 +active +admin\n/);
});

it('lists what waits for approval', async () => {
  server.on('GET /api/v1/approvals', () => ({
    approvals: [
      {
        id: 'ap-1',
        decision: 'pending',
        risk_level: 'high',
        probe_id: 'prb-1',
        requester: 'ana',
        summary: 'reboot',
      },
    ],
    pending_count: 1,
  }));
  expect((await operator.run('approvals', 'list', '--status', 'pending')).stdout).toMatch(
    /ap-1 +pending +high +prb-1 +ana +reboot\n/,
  );
  expect(server.asked[0]!.url).toBe('/api/v1/approvals?status=pending');
});

it('reads an empty list that Go wrote as null', async () => {
  server.on('GET /api/v1/approvals', () => ({ approvals: null, pending_count: 0 }));
  expect(await operator.run('approvals', 'list')).toMatchObject({ exitCode: 0, stderr: 'No approvals.\n' });
});

it('warns when a key would travel in the open', async () => {
  const { stderr } = await operator.run(
    '--server',
    'http://legator.invalid',
    '--api-key',
    'lgk_x',
    '--request-timeout',
    '1s',
    'whoami',
  );
  expect(stderr).toContain('without encryption');
});
