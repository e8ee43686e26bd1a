import request from 'supertest';
import { firstAdmin, PASSWORD, startAuth } from './auth-ground.js';
import type { Visitor } from './auth-ground.js';
import { addPerson } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

let spine: Spine;
let root: Visitor;
const people: Record<string, { id: string; visitor: Visitor }> = {};
/** What each key is by its name. */
const keys: Record<string, string> = {};

beforeAll(async () => {
  spine = await startAuth();
  root = await firstAdmin(spine);
  await root.post('/api/v1/roles', {
    name: 'clerk',
    permissions: ['user:manage', 'fleet:read', 'key:manage'],
  });
  await root.post('/api/v1/roles', { name: 'reader', permissions: ['fleet:read'] });
  await root.post('/api/v1/roles', { name: 'runner', permissions: ['fleet:read', 'command:exec'] });
  await root.post('/api/v1/roles', { name: 'judge', permissions: ['approval:read', 'approval:write'] });
  people['root'] = { id: (await root.get('/api/v1/me')).body.id, visitor: root };
  for (const [name, role] of [
    ['boss', 'admin'],
    ['clerk', 'clerk'],
    ['colleague', 'clerk'],
    ['writer', 'operator'],
    ['judge', 'judge'],
    ['runner', 'runner'],
    ['reader', 'reader'],
  ] as const)
    people[name] = await addPerson(spine, root, name, role);
  const make = async (by: string, permissions: string[], more = {}) =>
    (await people[by]!.visitor.post('/api/v1/auth/keys', { name: `of ${by}`, permissions, ...more })).body
      .plain_key;
  keys['of boss'] = await make('boss', ['admin']);
  keys['of clerk'] = await make('clerk', ['user:manage', 'fleet:read', 'key:manage']);
  const program = await people['boss']!.visitor.post('/api/v1/service-accounts', {
    name: 'p',
    role: 'admin',
  });
  keys['of a program of boss'] = await make('boss', ['admin'], { service_account_id: program.body.id });
}, 60_000);
afterAll(() => spine.close());

const send = (key: string, method: 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}) =>
  request(spine.app.getHttpServer())
    [method](`/api/v1${path}`)
    .set('Authorization', `Bearer ${keys[key]}`)
    .send(body);
/** What a key can do to the sign-in of somebody. */
const WAYS: Record<string, (key: string, id: string) => request.Test> = {
  password: (key, id) => send(key, 'post', `/users/${id}/password`),
  passkeys: (key, id) => send(key, 'delete', `/users/${id}/passkeys`),
  sessions: (key, id) => send(key, 'post', `/users/${id}/sessions/end`),
};
const overreached = () => spine.audit.appended.filter(({ type }) => type === 'auth.key_overreached');

describe.each(Object.keys(WAYS))('a key is refused the %s', (what) => {
  it.each([
    ['of boss', 'boss', 'auth.key_reach'],
    ['of a program of boss', 'boss', 'auth.key_reach'],
    ['of clerk', 'clerk', 'auth.key_reach'],
    ['of boss', 'writer', 'auth.key_reach'],
    ['of a program of boss', 'writer', 'auth.key_reach'],
    ['of a program of boss', 'judge', 'auth.key_reach'],
    ['of a program of boss', 'root', '.*'],
    ['of boss', 'root', '.*'],
    ['of clerk', 'boss', '.*'],
    ['of clerk', 'writer', '.*'],
  ])('that is %s, of %s, with an entry in the trail', async (key, whom, code) => {
    const { id, visitor } = people[whom]!;
    const before = overreached().length;
    const answer = await WAYS[what]!(key, id);
    expect([answer.status, answer.body.code]).toEqual([403, expect.stringMatching(new RegExp(`^${code}$`))]);
    expect(overreached()).toHaveLength(before + 1);
    expect(overreached().at(-1)).toMatchObject({
      actor: { type: 'key' },
      detail: { what, reason: answer.body.code },
    });
    expect((await visitor.get('/api/v1/me')).status).toBe(200);
  });
});

it('an administrator’s key does not reach another administrator', async () => {
  const other = await addPerson(spine, root, 'other-boss', 'admin');
  const codes = await Promise.all(
    Object.values(WAYS).map(async (way) => (await way('of boss', other.id)).body.code),
  );
  expect(codes).toEqual(Array(3).fill('auth.key_reach'));
  const [session] = (await other.visitor.get('/api/v1/auth/sessions')).body.sessions;
  expect((await send('of boss', 'delete', `/auth/sessions/${session.id}`)).body.code).toBe('auth.key_reach');
  expect((await other.visitor.get('/api/v1/me')).status).toBe(200);
});

it('a key helps whoever may do no more than it', async () => {
  const { id } = people['reader']!;
  for (const way of Object.values(WAYS)) expect((await way('of clerk', id)).status).toBe(200);
  for (const key of ['of boss', 'of a program of boss'])
    expect((await WAYS['password']!(key, people['runner']!.id)).status).toBe(200);
});

it.each(['of clerk', 'of boss'])(
  'the key %s is refused the password of whoever manages people',
  async (key) => {
    const { body } = await WAYS['password']!(key, people['colleague']!.id);
    expect(body.code).toBe('auth.key_reach');
  },
);

const member = (name: string) => `/tenants/default/members/${people[name]!.id}`;
const person = (name: string) => `/users/${people[name]!.id}`;
type Deed = [what: string, noted: string, (key: string) => request.Test];
const DEEDS: Deed[] = [
  [
    'make an administrator',
    'account',
    (key) => send(key, 'post', '/users', { username: 'mask', password: PASSWORD, role: 'admin' }),
  ],
  [
    'make somebody who manages people',
    'account',
    (key) => send(key, 'post', '/users', { username: 'mask', password: PASSWORD, role: 'clerk' }),
  ],
  [
    'make somebody who decides',
    'account',
    (key) => send(key, 'post', '/users', { username: 'mask', password: PASSWORD, role: 'operator' }),
  ],
  [
    'make somebody who decides by a role of the tenant’s own',
    'account',
    (key) => send(key, 'post', '/users', { username: 'mask', password: PASSWORD, role: 'judge' }),
  ],
  ['invite somebody who decides', 'rights', (key) => send(key, 'post', '/invitations', { role: 'operator' })],
  [
    'let somebody decide',
    'rights',
    (key) => send(key, 'put', `${person('helper')}/role`, { role: 'operator' }),
  ],
  ['let a member decide', 'rights', (key) => send(key, 'patch', member('helper'), { role: 'judge' })],
  [
    'let a role decide that people have',
    'rights',
    (key) => send(key, 'put', '/roles/reader', { permissions: ['fleet:read', 'approval:write'] }),
  ],
  [
    'make a role that decides',
    'rights',
    (key) => send(key, 'post', '/roles', { name: 'mask', permissions: ['approval:write'] }),
  ],
  [
    'make a role that manages people',
    'rights',
    (key) => send(key, 'post', '/roles', { name: 'mask', permissions: ['user:manage'] }),
  ],
  ['disable whoever decides', 'account', (key) => send(key, 'post', `${person('writer')}/disable`)],
  ['remove whoever decides', 'account', (key) => send(key, 'delete', person('writer'))],
  [
    'lower whoever decides',
    'rights',
    (key) => send(key, 'put', `${person('writer')}/role`, { role: 'viewer' }),
  ],
  ['invite an administrator', 'rights', (key) => send(key, 'post', '/invitations', { role: 'admin' })],
  ['raise somebody', 'rights', (key) => send(key, 'put', `${person('helper')}/role`, { role: 'clerk' })],
  ['raise a member', 'rights', (key) => send(key, 'patch', member('helper'), { role: 'clerk' })],
  [
    'raise a role that people have',
    'rights',
    (key) => send(key, 'put', '/roles/reader', { permissions: ['fleet:read', 'user:manage'] }),
  ],
  [
    'lower an administrator',
    'rights',
    (key) => send(key, 'put', `${person('peer')}/role`, { role: 'viewer' }),
  ],
  ['disable an administrator', 'account', (key) => send(key, 'post', `${person('peer')}/disable`)],
  ['enable an administrator', 'account', (key) => send(key, 'post', `${person('peer')}/enable`)],
  ['remove an administrator', 'account', (key) => send(key, 'delete', person('peer'))],
  [
    'lower an administrator as a member',
    'rights',
    (key) => send(key, 'patch', member('peer'), { role: 'viewer' }),
  ],
  [
    'disable an administrator as a member',
    'rights',
    (key) => send(key, 'patch', member('peer'), { state: 'disabled' }),
  ],
  ['remove an administrator as a member', 'rights', (key) => send(key, 'delete', member('peer'))],
  ['disable whoever answers for it', 'account', (key) => send(key, 'post', `${person('boss')}/disable`)],
];

describe.each(['of boss', 'of a program of boss'])(
  'the key %s does not become a person, nor locks one out',
  (key) => {
    beforeAll(async () => {
      for (const [name, role] of [
        ['peer', 'admin'],
        ['helper', 'reader'],
      ] as const)
        people[name] ??= await addPerson(spine, root, name, role);
    });

    it.each(DEEDS)('it does not %s', async (_what, noted, deed) => {
      const before = overreached().length;
      const { status, body } = await deed(key);
      expect([status, body.code]).toEqual([403, 'auth.key_reach']);
      expect(overreached()).toHaveLength(before + 1);
      expect(overreached().at(-1)).toMatchObject({ actor: { type: 'key' }, detail: { what: noted } });
      for (const name of ['peer', 'helper', 'writer', 'boss'])
        expect((await people[name]!.visitor.get('/api/v1/me')).status).toBe(200);
    });
  },
);

it('a key makes, raises and removes whoever decides nothing and has no power over others', async () => {
  const made = await send('of boss', 'post', '/users', {
    username: 'worker',
    password: PASSWORD,
    role: 'viewer',
  });
  const { id } = made.body;
  const answers = [
    made,
    await send('of boss', 'post', '/users', { username: 'worker2', password: PASSWORD, role: 'runner' }),
    await send('of boss', 'post', '/invitations', { role: 'runner' }),
    await send('of boss', 'put', `/users/${id}/role`, { role: 'runner' }),
    await send('of boss', 'post', '/roles', { name: 'looker', permissions: ['fleet:read'] }),
    await send('of boss', 'patch', `/tenants/default/members/${id}`, { role: 'viewer' }),
    await send('of boss', 'post', `/users/${id}/disable`),
    await send('of boss', 'post', `/users/${id}/enable`),
    await send('of boss', 'delete', `/users/${id}`),
  ];
  expect(answers.map(({ body }) => body.code)).toEqual(Array(answers.length).fill(undefined));
});

it('a key says what somebody is called and where they get mail, and nothing that they sign in with', async () => {
  const { id, visitor } = await addPerson(spine, root, 'named', 'admin');
  const change = (body: object) => send('of boss', 'patch', `/users/${id}`, body);
  expect((await change({ display_name: 'Nam', email: 'nam@example.com' })).status).toBe(200);
  for (const more of [
    { username: 'mine' },
    { password: PASSWORD },
    { must_change_password: true },
    { role: 'viewer' },
    { state: 'disabled' },
  ])
    expect([more, (await change({ display_name: 'Nam', ...more })).status]).toEqual([more, 400]);
  expect((await change({ installation_admin: true })).body.code).toBe('installation_only');
  expect((await visitor.signIn('named')).status).toBe(200);
  expect((await visitor.get('/api/v1/me')).body).toMatchObject({ display_name: 'Nam', role: 'admin' });
  expect((await visitor.signIn('nam@example.com')).status).toBe(401);
});

it('people go on as before', async () => {
  const visitor = people['boss']!.visitor;
  await visitor.post('/api/v1/auth/confirm', { password: PASSWORD });
  const other = await addPerson(spine, root, 'third-boss', 'admin');
  expect((await visitor.post(`/api/v1/users/${other.id}/password`)).status).toBe(200);
});
