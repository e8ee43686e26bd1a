import { Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/users', () => ({ users: [ANA, JON, JON_ELSEWHERE], total: 3 }));
});
afterEach(() => server.stop());

const ANA = {
  ...{ id: 'u1', username: 'ana', display_name: 'Ana', email: 'ana@example.org', role: 'admin' },
  ...{ enabled: true, member_state: 'active', sign_in_methods: ['password', 'passkey'] },
  last_seen: '2026-01-31T07:00:00Z',
};
const JON = { ...ANA, id: 'u2', username: 'Jon', email: 'jon@example.org', member_state: 'disabled' };
const JON_ELSEWHERE = {
  ...ANA,
  id: 'u3',
  username: 'jon2',
  email: 'ana@example.org',
  display_name: '\u001b[2J',
};
const asked = () =>
  server.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, body }) => [method, url, body && JSON.parse(body)]);

it('lists people, with what hostile names hold made harmless', async () => {
  const { stdout } = await operator.run('users', 'list');
  expect(stdout).toMatch(/u1 +ana +Ana +admin +active +password,passkey +60m ago/);
  expect(stdout).toMatch(/u2 +Jon +Ana +admin +disabled here/);
  expect(stdout).not.toContain('\u001b');
});

it('shows a first password on standard output alone, and takes none on the command line', async () => {
  server.on('POST /api/v1/users', () => ({ ...ANA, one_time_password: 'once-only' }));
  const made = await operator.run('users', 'create', 'ana', '--role', 'admin', '--display-name', 'Ana');
  expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Password: +once-only\n/) });
  expect(made.stderr).not.toContain('once-only');
  expect(asked()).toEqual([
    ['POST', '/api/v1/users', { username: 'ana', role: 'admin', display_name: 'Ana' }],
  ]);
  const given = await operator.run('users', 'create', 'ana', '--role', 'admin', '--password', 'x');
  expect(given.exitCode).toBe(2);
});

it('invites by a link on standard output alone', async () => {
  server.on('POST /api/v1/invitations', () => ({
    invitation: { id: 'i1', role: 'viewer', expires_at: '2026-02-03T08:00:00Z' },
    link: 'http://x/welcome/join#token=lgi_once',
    warning: 'Keep it.',
  }));
  const made = await operator.run('users', 'invite', '--role', 'viewer', '--expires-in', '24h');
  expect(made.stdout).toMatch(/Link: +http:\/\/x\/welcome\/join#token=lgi_once\n/);
  expect(made.stderr).toBe('Keep it.\n');
  expect(asked()).toEqual([['POST', '/api/v1/invitations', { role: 'viewer', expires_in: '24h' }]]);
});

it('disables, enables, moves and removes people by name, address or id', async () => {
  server
    .on('POST /api/v1/users/u2/disable', () => JON)
    .on('POST /api/v1/users/u1/enable', () => ANA)
    .on('PUT /api/v1/users/u1/role', () => ({ role: 'viewer' }))
    .on('DELETE /api/v1/users/u1', () => ({ status: 'deleted', account: 'kept' }));
  expect((await operator.run('users', 'disable', 'jon')).stdout).toBe(
    'Jon is signed out, and the account is disabled in every tenant.\n',
  );
  expect((await operator.run('users', 'enable', 'u1')).stdout).toBe('ana may sign in again.\n');
  expect((await operator.run('users', 'role', 'ANA', 'viewer')).stdout).toContain('role viewer');
  expect((await operator.run('users', 'remove', 'u1')).stdout).toContain('goes on in others');
  expect(asked().map(([method, url]) => `${method} ${url}`)).toEqual([
    'POST /api/v1/users/u2/disable',
    'POST /api/v1/users/u1/enable',
    'PUT /api/v1/users/u1/role',
    'DELETE /api/v1/users/u1',
  ]);
});

describe('who is disabled in this tenant', () => {
  const PATCH = '/api/v1/tenants/acme/members/u2';
  const back = { ...JON, member_state: 'active' };
  beforeEach(() => {
    server
      .on('GET /api/v1/me', () => ({ tenant_id: 'acme' }))
      .on('GET /api/v1/users/u2', () => back)
      .on(`PATCH ${PATCH}`, () => ({ user_id: 'u2', state: 'active', enabled: true }));
  });

  it('is let in there again, and the account is left alone', async () => {
    const ran = await operator.run('users', 'enable', 'jon@example.org');
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Jon may work in this tenant again.\n', stderr: '' });
    expect(asked()).toEqual([['PATCH', PATCH, { state: 'active' }]]);
    expect(JSON.parse((await operator.run('users', 'enable', 'jon', '--json')).stdout)).toEqual(back);
  });

  it('is let in by both ways where both are closed, and what was done is said before a refusal', async () => {
    server
      .on('GET /api/v1/users', () => ({ users: [{ ...JON, enabled: false }], total: 1 }))
      .on('POST /api/v1/users/u2/enable', () => JON);
    const ran = await operator.run('users', 'enable', 'jon');
    expect(ran.stdout).toBe('Jon may work in this tenant again.\n');
    expect(asked().map(([method]) => method)).toEqual(['POST', 'PATCH']);
    server.on(`PATCH ${PATCH}`, (_asked, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"error":"x","code":"forbidden","message":"This needs member:manage."}');
    });
    const refused = await operator.run('users', 'enable', 'jon');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('The account of Jon is enabled, and still disabled in this tenant.');
    expect(refused.stderr).toContain('This needs member:manage.');
  });
});

it.each([
  ['nobody', 'nobody called nobody'],
  ['ana@example.org', 'More than one person'],
  ['', 'nobody called'],
])('changes nobody when %j does not name one person', async (wanted, said) => {
  const ran = await operator.run('users', 'remove', wanted);
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(said) });
  expect(asked()).toEqual([]);
});

it('resets a password and shows the new one once', async () => {
  server.on('POST /api/v1/users/u1/password', () => ({
    ...{ one_time_password: 'once-only', ended: 2, revoked_keys: 1, warning: 'Shown once.' },
  }));
  const { stdout, stderr } = await operator.run('users', 'reset-password', 'ana', '--revoke-keys');
  expect(stdout).toMatch(/Password: +once-only\nSign-ins ended: +2\nKeys revoked: +1\n/);
  expect(stderr).toBe('Shown once.\n');
});

it('lists and revokes invitations', async () => {
  const one = { id: 'i1', name: 'Ines', role: 'viewer', state: 'open', created_by: 'ana' };
  server
    .on('GET /api/v1/invitations', () => ({ invitations: [one], total: 1 }))
    .on('DELETE /api/v1/invitations/i1', (_asked, response) => void response.writeHead(204).end());
  expect((await operator.run('invitations', 'list')).stdout).toMatch(/i1 +Ines +viewer +open +ana/);
  expect((await operator.run('invitations', 'revoke', 'i1')).stdout).toContain('is revoked');
});

it('lists, makes and removes roles', async () => {
  const role = { name: 'on-call', permissions: ['fleet:read'], built_in: false, members: 0 };
  server
    .on('GET /api/v1/roles', () => ({ roles: [{ ...role, name: 'admin', built_in: true }, role], total: 2 }))
    .on('POST /api/v1/roles', () => role)
    .on('DELETE /api/v1/roles/on-call', () => ({ status: 'deleted', name: 'on-call' }));
  const { stdout } = await operator.run('roles', 'list');
  expect(stdout).toMatch(/admin +built in +0 +fleet:read/);
  expect(stdout).toMatch(/on-call +own/);
  await operator.run('roles', 'create', 'on-call', '--perms', 'fleet:read, audit:read');
  expect((await operator.run('roles', 'remove', 'on-call')).stdout).toContain('is removed');
  expect(asked()).toEqual([
    ['POST', '/api/v1/roles', { name: 'on-call', permissions: ['fleet:read', 'audit:read'] }],
    ['DELETE', '/api/v1/roles/on-call', ''],
  ]);
  expect((await operator.run('roles', 'create', 'x', '--perms', ' , ')).exitCode).toBe(2);
});

it('offers them all to shells that complete', async () => {
  const { stdout } = await operator.run('completion', 'bash');
  for (const place of [
    'users reset-password',
    'roles create',
    'tenants switch',
    'invitations revoke',
    'sessions end',
    'confirm',
  ])
    expect(stdout).toContain(`'${place}') words=`);
});
