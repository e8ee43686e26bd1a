import { People, personId, Transactions } from '@legator/core';
import { ApiKeysService } from '@legator/auth';
import { eventually } from '../../support/spine.js';
import { KeysGround, rememberingForEver } from './keys-ground.js';

let ground: KeysGround;
let count = 0;
beforeAll(async () => {
  ground = await KeysGround.start({ replicas: 2 });
  await rememberingForEver(ground.replicas);
}, 60_000);
afterAll(() => ground.stop());

const make = async (over: object = { permissions: ['fleet:read', 'command:exec'] }) =>
  (await ground.post('/service-accounts', { name: `bot ${(count += 1)}`, ...over })).body as {
    id: string;
    name: string;
  };
const keyFor = async (id: string, ...permissions: string[]) =>
  await ground.post('/auth/keys', { name: 'k', permissions, service_account_id: id });

it('has keys that belong to it, and says how many and when they were used', async () => {
  const bot = await make();
  const { body } = await keyFor(bot.id, 'fleet:read');
  expect(body.key).toMatchObject({ service_account: { id: bot.id, name: bot.name } });
  expect(await ground.opens(body.plain_key)).toBe(200);
  const list = await ground.get('/service-accounts');
  expect(list.body.service_accounts).toContainEqual(
    expect.objectContaining({
      id: bot.id,
      keys: 1,
      enabled: true,
      permissions: ['fleet:read', 'command:exec'],
    }),
  );
});

it('stops its keys at once on every replica when it is disabled, and lets them go on when it is enabled', async () => {
  const bot = await make();
  const { body } = await keyFor(bot.id, 'fleet:read');
  for (const replica of [0, 1]) expect(await ground.opens(body.plain_key, 'read', replica)).toBe(200);
  const { status } = await ground.patch(`/service-accounts/${bot.id}`, { enabled: false });
  expect(status).toBe(200);
  await eventually(async () => {
    for (const replica of [0, 1]) expect(await ground.opens(body.plain_key, 'read', replica)).toBe(403);
  });
  expect((await keyFor(bot.id, 'fleet:read')).body).toMatchObject({ code: 'auth.account_disabled' });
  expect(ground.trail('service_account.changed').at(-1)).toMatchObject({
    before: { enabled: true },
    after: { enabled: false },
  });
  await ground.patch(`/service-accounts/${bot.id}`, { enabled: true });
  await eventually(async () => expect(await ground.opens(body.plain_key, 'read', 1)).toBe(200));
});

it('holds its keys to what it may do now', async () => {
  const bot = await make();
  const { body } = await keyFor(bot.id, 'fleet:read', 'command:exec');
  expect(await ground.opens(body.plain_key, 'run')).toBe(200);
  await ground.patch(`/service-accounts/${bot.id}`, { permissions: ['fleet:read'] });
  await eventually(async () => expect(await ground.opens(body.plain_key, 'run', 1)).toBe(403));
  expect(await ground.opens(body.plain_key, 'read')).toBe(200);
  expect((await keyFor(bot.id, 'command:exec')).body).toMatchObject({
    code: 'invalid_request',
    details: [{ path: 'permissions' }],
  });
});

it('may have a role instead of a list, built in or made in the tenant', async () => {
  await ground.owner.query(
    `insert into auth_role (tenant_id, name, permissions) values ('default', 'looker', '{fleet:read}')`,
  );
  const bot = await make({ role: 'looker' });
  const { body } = await keyFor(bot.id, 'fleet:read');
  expect(await ground.opens(body.plain_key)).toBe(200);
  expect((await ground.patch(`/service-accounts/${bot.id}`, { role: 'operator' })).body).toMatchObject({
    role: 'operator',
    permissions: expect.arrayContaining(['command:exec']),
  });
  expect((await ground.patch(`/service-accounts/${bot.id}`, { role: 'nobody' })).status).toBe(400);
  const listed = await ground.patch(`/service-accounts/${bot.id}`, { permissions: ['audit:read'] });
  expect(listed.body).not.toHaveProperty('role');
});

it('is not bound to the person who made its keys, who answers for them all the same', async () => {
  const bot = await make();
  const ana = await ground.person('ana', 'admin');
  const { key, plainKey } = await ground.spine.as(ana, () =>
    ground.spine.app
      .get(ApiKeysService)
      .create({ name: 'k', permissions: ['fleet:read'], service_account_id: bot.id }),
  );
  await ground.owner.query('delete from auth_user where id = $1', [ana.id]);
  expect(await ground.opens(plainKey)).toBe(200);
  const who = await ground.spine.as({}, () =>
    ground.spine.app
      .get(Transactions)
      .run((tx) => ground.spine.app.get(People).answerable(tx, { type: 'key', id: key.id })),
  );
  expect(who).toBe(personId(ana));
});

it('takes along the keys that were made with its keys', async () => {
  const bot = await make({ permissions: ['key:manage', 'fleet:read'] });
  const { body: parent } = await keyFor(bot.id, 'key:manage', 'fleet:read');
  const { body: child } = await ground.post(
    '/auth/keys',
    { name: 'child', permissions: ['fleet:read'] },
    parent.plain_key,
  );
  expect(child.key).toMatchObject({ service_account: { id: bot.id } });
  await ground.patch(`/service-accounts/${bot.id}`, { enabled: false });
  await eventually(async () => expect(await ground.opens(child.plain_key)).toBe(403));
});

it('is removed together with its keys', async () => {
  const bot = await make();
  const { body } = await keyFor(bot.id, 'fleet:read');
  expect(await ground.opens(body.plain_key, 'read', 1)).toBe(200);
  expect((await ground.remove(`/service-accounts/${bot.id}`)).status).toBe(204);
  await eventually(async () => expect(await ground.opens(body.plain_key, 'read', 1)).toBe(401));
  expect(await ground.listed(body.key.id)).toBeUndefined();
  expect((await ground.remove(`/service-accounts/${bot.id}`)).status).toBe(404);
  expect(ground.trail('service_account.removed').at(-1)).toMatchObject({ before: { name: bot.name } });
  expect(ground.trail('api_key.revoked').at(-1)).toMatchObject({ subject: { id: body.key.id } });
  // Its name is free again.
  expect(
    (await ground.post('/service-accounts', { name: bot.name, permissions: ['fleet:read'] })).status,
  ).toBe(201);
});

it('gets no key while it is being removed, and no removal leaves one behind', async () => {
  for (let round = 0; round < 5; round += 1) {
    const bot = await make();
    const [made] = await Promise.all([
      keyFor(bot.id, 'fleet:read'),
      ground.remove(`/service-accounts/${bot.id}`, ground.admin, 1),
    ]);
    expect([201, 404]).toContain(made.status);
    const { rows } = await ground.owner.query(
      'select 1 from auth_api_key where service_account_id = $1 and revoked_at is null',
      [bot.id],
    );
    expect(rows).toEqual([]);
  }
});

it.each([
  ['no rights', { name: 'a' }, 400],
  ['a list and a role', { name: 'a', role: 'viewer', permissions: ['fleet:read'] }, 400],
  ['a permission that does not exist', { name: 'a', permissions: ['root'] }, 400],
  ['a grant, which is for keys', { name: 'a', permissions: ['tenant:a'] }, 400],
  ['no name', { name: ' ', role: 'viewer' }, 400],
  ['a field that does not exist', { name: 'a', role: 'viewer', admin: true }, 400],
  ['a role that does not exist', { name: 'a', role: 'emperor' }, 400],
])('is refused with %s', async (_what, body, status) => {
  expect((await ground.post('/service-accounts', body)).status).toBe(status);
});

it('has a name of its own, of two who take it at once one gets it', async () => {
  const answers = await Promise.all(
    ['Deploy', 'deploy', 'DEPLOY'].map((name, at) =>
      ground.post('/service-accounts', { name, role: 'viewer' }, ground.admin, at % 2),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const other = await make();
  const renamed = await ground.patch(`/service-accounts/${other.id}`, { name: 'dePloy' });
  expect(renamed.body).toMatchObject({ code: 'auth.account_exists' });
});

it('gets no more than whoever makes or changes it has', async () => {
  const { body } = await ground.post('/auth/keys', { name: 'm', permissions: ['key:manage', 'fleet:read'] });
  const weak = body.plain_key as string;
  const made = await ground.post('/service-accounts', { name: 'weak', role: 'admin' }, weak);
  expect([made.status, made.body.code]).toEqual([403, 'forbidden']);
  const bot = await make({ permissions: ['fleet:read'] });
  const raised = await ground.patch(
    `/service-accounts/${bot.id}`,
    { permissions: ['fleet:read', 'command:exec'] },
    weak,
  );
  expect(raised.status).toBe(403);
});

it('is changed and removed by nobody who may do less than it', async () => {
  const { body } = await ground.post('/auth/keys', { name: 'm', permissions: ['key:manage', 'fleet:read'] });
  const weak = body.plain_key as string;
  const bot = await make();
  const path = `/service-accounts/${bot.id}`;
  const key = (await keyFor(bot.id, 'fleet:read')).body.key;
  const refused = [
    await ground.patch(path, { enabled: false }, weak),
    await ground.patch(path, { permissions: ['fleet:read'] }, weak),
    await ground.patch(path, { name: 'mine' }, weak),
    await ground.remove(path, weak),
  ];
  await ground.patch(path, { enabled: false });
  refused.push(await ground.patch(path, { enabled: true }, weak));
  expect(refused.map(({ status, body: { code } }) => [status, code])).toEqual(
    Array(5).fill([403, 'beyond_own_rights']),
  );
  expect(await ground.listed(key.id)).toBeDefined();
  const equal = await make({ permissions: ['fleet:read'] });
  expect((await ground.patch(`/service-accounts/${equal.id}`, { enabled: false }, weak)).status).toBe(200);
  expect((await ground.patch(`/service-accounts/${equal.id}`, { enabled: true }, weak)).status).toBe(200);
  expect((await ground.remove(`/service-accounts/${equal.id}`, weak)).status).toBe(204);
});

it('is not there for another tenant', async () => {
  await ground.owner.query(`insert into auth_tenant (id, name) values ('other', 'Other')`);
  const bot = await make();
  const { plainKey } = await ground.spine.as({ tenantId: 'other', type: 'system' }, () =>
    ground.spine.app.get(ApiKeysService).create({ name: 'theirs', permissions: ['admin'] }),
  );
  expect((await ground.get('/service-accounts', plainKey)).body).toEqual({ service_accounts: [], total: 0 });
  expect((await ground.patch(`/service-accounts/${bot.id}`, { enabled: false }, plainKey)).status).toBe(404);
  expect((await ground.remove(`/service-accounts/${bot.id}`, plainKey)).status).toBe(404);
  const key = { name: 'k', permissions: ['fleet:read'], service_account_id: bot.id };
  expect((await ground.post('/auth/keys', key, plainKey)).status).toBe(404);
});
