import { answerError, Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;
let me: Record<string, unknown>;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  me = {
    ...{ id: 'u1', username: 'ana', role: 'admin', tenant_id: 'default', session_id: 's1' },
    tenants: [{ id: 'default', name: 'Example', role: 'admin' }],
  };
  server
    .on('GET /api/v1/me', () => me)
    .on('GET /api/v1/tenants', () => ({ tenants: TENANTS, total: 4 }))
    .on('POST /api/v1/auth/confirm', () => ({
      confirmed_at: '2026-01-31T08:00:00Z',
      confirmed_by: 'password',
    }));
});
afterEach(() => server.stop());

const TENANTS = [
  { id: 'default', name: 'Example', state: 'active', members: 3, role: 'admin', organization_id: 'o1' },
  { id: 'lab', name: 'Lab', state: 'suspended', members: 1, role: 'viewer', organization_id: 'o1' },
  { id: 'twin-1', name: 'Twin', state: 'active', members: 1 },
  { id: 'twin-2', name: 'twin', state: 'active', members: 1 },
];
const bodies = () => server.asked.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body));

it('says where one works, by name', async () => {
  expect((await operator.run('whoami')).stdout).toMatch(/Role: +admin\nTenant: +Example \(default\)\n/);
});

it('lists tenants and marks the one of this sign-in', async () => {
  const { stdout } = await operator.run('tenants', 'list');
  expect(stdout).toMatch(/^\* +default +Example +active +3 +admin +o1$/m);
  expect(stdout).toMatch(/^ +lab +Lab +suspended +1 +viewer/m);
});

it('switches by name, and makes a tenant', async () => {
  const lab = { role: 'viewer', tenant_id: 'lab', tenants: [{ id: 'lab', name: 'Lab', role: 'viewer' }] };
  server.on('POST /api/v1/session/tenant', () => lab).on('POST /api/v1/tenants', () => ({ id: 'new-one' }));
  expect((await operator.run('tenants', 'switch', 'LAB')).stdout).toBe(
    'Working in Lab (lab) now, as viewer.\n',
  );
  expect((await operator.run('tenants', 'create', 'New one', '--contact', 'a@b.org')).stdout).toBe(
    'new-one\n',
  );
  expect(bodies()).toEqual([{ tenant_id: 'lab' }, { name: 'New one', contact_email: 'a@b.org' }]);
});

it.each(['nowhere', 'twin'])('stays where it is when %s does not name one tenant', async (wanted) => {
  expect((await operator.run('tenants', 'switch', wanted)).exitCode).toBe(1);
  expect(bodies()).toEqual([]);
});

it('lists and ends sign-ins', async () => {
  const one = { kind: 'cli', method: 'device', tenant_id: 'default', address: '127.0.0.1', username: 'ana' };
  server
    .on('GET /api/v1/auth/sessions', () => ({ sessions: [{ ...one, id: 's1', current: true }], total: 1 }))
    .on('DELETE /api/v1/auth/sessions/s2', (_asked, response) => void response.writeHead(204).end())
    .on('DELETE /api/v1/auth/sessions', () => ({ ended: 3 }));
  expect((await operator.run('sessions', 'list', '--all')).stdout).toMatch(/^\* +s1 +ana +cli +device/m);
  expect(server.asked.at(-1)!.url).toBe('/api/v1/auth/sessions?scope=tenant');
  expect((await operator.run('sessions', 'end', 's2')).stdout).toContain('s2 is ended');
  expect((await operator.run('sessions', 'end', '--others')).stdout).toContain('Ended 3');
});

it.each([[[]], [['s2', '--others']]])('ends nothing with %j, where it is not clear what', async (given) => {
  expect((await operator.run('sessions', 'end', ...given)).exitCode).toBe(2);
  expect(server.asked).toEqual([]);
});

describe('confirm', () => {
  it('reads the password key by key, unseen, and shows it nowhere', async () => {
    operator.isTTY = true;
    operator.typed = ['wrong\u0015corr', 'X\u007f', 'ect hörse\r'];
    const { exitCode, stdout, stderr } = await operator.run('confirm');
    expect([exitCode, stdout]).toEqual([0, 'Confirmed at 2026-01-31T08:00:00Z.\n']);
    expect(bodies()).toEqual([{ password: 'correct hörse' }]);
    expect(operator.hidden).toEqual([true, false]);
    expect(stdout + stderr).not.toContain('corr');
  });

  it('keeps a character whole that comes in two pieces from a program', async () => {
    operator.stdin = 'pässword\nmore';
    expect((await operator.run('confirm', '--password-stdin')).exitCode).toBe(0);
    expect(bodies()).toEqual([{ password: 'pässword' }]);
    expect(operator.hidden).toEqual([]);
  });

  it('shows typing again when it is broken off, and sends nothing', async () => {
    operator.isTTY = true;
    operator.typed = ['secr\u0003'];
    expect((await operator.run('confirm')).exitCode).toBe(130);
    expect(operator.hidden).toEqual([true, false]);
    expect(bodies()).toEqual([]);
  });

  it.each([
    ['a key', { session_id: undefined }, 'not keys'],
    ['whoever has a passkey', { has_passkey: true }, '/approvals'],
    ['whoever has no password', { has_password: false }, 'no password'],
  ])('asks %s for no password', async (_who, over, said) => {
    me = { ...me, ...over };
    operator.isTTY = true;
    operator.typed = ['secret\r'];
    const ran = await operator.run('confirm');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(said) });
    expect([operator.hidden, bodies()]).toEqual([[], []]);
  });

  it('takes no password from nowhere, and none that is empty or endless', async () => {
    expect((await operator.run('confirm')).exitCode).toBe(2);
    expect((await operator.run('confirm', '--password-stdin')).exitCode).toBe(2);
    operator.stdin = 'x'.repeat(5_000);
    expect((await operator.run('confirm', '--password-stdin')).exitCode).toBe(2);
    expect(bodies()).toEqual([]);
  });

  it('passes on that it was the wrong one', async () => {
    server.on('POST /api/v1/auth/confirm', (_asked, response) =>
      answerError(response, 401, 'sign_in_refused', 'The name or the password is wrong.'),
    );
    operator.stdin = 'wrong';
    const ran = await operator.run('confirm', '--password-stdin');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('sign_in_refused') });
    expect(ran.stderr).not.toContain('Log in');
  });
});
