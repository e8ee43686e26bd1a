import { Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/service-accounts', () => ({
    service_accounts: [
      { id: 'a1', name: 'Deploy', enabled: true, keys: 2, permissions: ['fleet:read'] },
      { id: 'a2', name: 'nightly', enabled: false, keys: 0, role: 'viewer', permissions: ['fleet:read'] },
    ],
    total: 2,
  }));
});
afterEach(() => server.stop());

const bodies = () => server.asked.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body));

it('lists keys with their state and whose they are', async () => {
  const key = { key_prefix: 'lgk_12345678', permissions: ['fleet:read'], enabled: true };
  const [soon, past] = ['2026-02-02T00:00:00Z', '2026-01-01T00:00:00Z'];
  server.on('GET /api/v1/auth/keys', () => ({
    keys: [
      { ...key, id: 'k1', name: 'ci', owner: { type: 'user', id: 'u1', name: 'Ana' } },
      { ...key, id: 'k2', name: 'bot', service_account: { id: 'a1', name: 'Deploy' }, enabled: false },
      { ...key, id: 'k3', name: 'old', replaced_by: 'k4', expires_at: soon },
      { ...key, id: 'k5', name: 'late', expired: true, expires_at: past },
      { ...key, id: 'k6', name: 'next', expires_soon: true, expires_at: soon },
    ],
    total: 5,
  }));
  const { stdout } = await operator.run('keys', 'list');
  expect(stdout).toMatch(/k1 +ci +lgk_12345678 +active +Ana/);
  expect(stdout).toMatch(/k2 +bot +lgk_12345678 +off +account Deploy/);
  expect(stdout).toMatch(/k3 +old +lgk_12345678 +replaced/);
  expect(stdout).toMatch(/k5 +late +lgk_12345678 +expired/);
  expect(stdout).toMatch(/k6 +next +lgk_12345678 +ends soon/);
});

it('makes a key for a service account by its name, however it is written', async () => {
  server.on('POST /api/v1/auth/keys', (_asked, response) => {
    response.statusCode = 201;
    return { key: { id: 'k2' }, plain_key: 'lgk_new', warning: 'Keep it safe.' };
  });
  const made = await operator.run(
    ...['keys', 'create', '--name', 'ci', '--perms', 'fleet:read,tenant:berlin'],
    ...['--service-account', 'deploy', '--description', 'from the pipeline'],
  );
  expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Key: +lgk_new\n/) });
  expect(bodies()).toEqual([
    {
      name: 'ci',
      permissions: ['fleet:read', 'tenant:berlin'],
      description: 'from the pipeline',
      service_account_id: 'a1',
    },
  ]);
});

it('makes no key for an account that is not there', async () => {
  const made = await operator.run(
    ...['keys', 'create', '--name', 'ci', '--perms', 'fleet:read', '--service-account', 'nobody'],
  );
  expect(made).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no service account nobody') });
  expect(bodies()).toEqual([]);
});

it.each([
  ['goes on', '2099-01-01T00:00:00.000Z', [], {}, 'works until 2099-01-01T00:00:00.000Z'],
  ['ends', '2020-01-01T00:00:00.000Z', ['--overlap', '0s'], { overlap: '0s' }, 'works no more'],
])('rotates a key and says that the old one %s', async (_what, until, options, sent, said) => {
  server.on('POST /api/v1/auth/keys/k1/rotate', (_asked, response) => {
    response.statusCode = 201;
    return {
      key: { id: 'k2' },
      plain_key: 'lgk_new',
      warning: 'Keep it safe.',
      replaces: { id: 'k1', works_until: until },
    };
  });
  const { exitCode, stdout, stderr } = await operator.run('keys', 'rotate', 'k1', ...options);
  expect([exitCode, stderr]).toEqual([0, 'Keep it safe.\n']);
  expect(stdout).toMatch(/Key: +lgk_new\n/);
  expect(stdout).toContain(said);
  expect(bodies()).toEqual([sent]);
});

it('lists service accounts', async () => {
  const { stdout } = await operator.run('service-accounts', 'list');
  expect(stdout).toMatch(/a1 +Deploy +active +2 +fleet:read/);
  expect(stdout).toMatch(/a2 +nightly +disabled +0 +role viewer/);
});

it.each([
  [['--perms', 'fleet:read, audit:read'], { permissions: ['fleet:read', 'audit:read'] }],
  [['--role', 'viewer'], { role: 'viewer' }],
])('makes a service account with %j', async (options, rights) => {
  server.on('POST /api/v1/service-accounts', (_asked, response) => {
    response.statusCode = 201;
    return { id: 'a3', name: 'x' };
  });
  expect(await operator.run('service-accounts', 'create', '--name', 'x', ...options)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('a3'),
  });
  expect(bodies()).toEqual([{ name: 'x', ...rights }]);
});

it.each([[[]], [['--perms', 'fleet:read', '--role', 'viewer']], [['--perms', ' , ']]])(
  'makes none with %j',
  async (options) => {
    expect((await operator.run('service-accounts', 'create', '--name', 'x', ...options)).exitCode).toBe(2);
    expect(server.asked).toEqual([]);
  },
);

it('disables, enables and removes a service account by id or name', async () => {
  server.on('PATCH /api/v1/service-accounts/a1', () => ({ id: 'a1' }));
  server.on('PATCH /api/v1/service-accounts/a2', () => ({ id: 'a2' }));
  server.on('DELETE /api/v1/service-accounts/a1', (_asked, response) => void response.writeHead(204).end());
  expect((await operator.run('service-accounts', 'disable', 'deploy')).stdout).toContain('keys stopped');
  expect((await operator.run('service-accounts', 'enable', 'a2')).stdout).toContain('is enabled');
  expect((await operator.run('service-accounts', 'remove', 'Deploy')).stdout).toContain('are removed');
  expect(bodies()).toEqual([{ enabled: false }, { enabled: true }]);
  expect((await operator.run('service-accounts', 'remove', 'nobody')).exitCode).toBe(1);
});
