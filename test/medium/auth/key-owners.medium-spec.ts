import { ApiKeysService } from '@legator/auth';
import { People, personId, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { eventually } from '../../support/spine.js';
import { KeysGround } from './keys-ground.js';

let ground: KeysGround;
beforeAll(async () => {
  ground = await KeysGround.start();
}, 60_000);
afterAll(() => ground.stop());

const answers = (key: string) =>
  ground.spine.as({}, () =>
    ground.spine.app
      .get(Transactions)
      .run((tx) => ground.spine.app.get(People).answerable(tx, { type: 'key', id: key })),
  );
/** The look-up is remembered for a second where nobody tells of a change, as these changes by SQL do not. */
const comesTo = (key: string, what: 'read' | 'run', status: number) =>
  eventually(async () => expect(await ground.opens(key, what)).toBe(status));
const asPerson = <T>(person: Actor, work: () => Promise<T>) => ground.spine.as(person, work);

it('can do what its maker can do now, and no more', async () => {
  const ana = await ground.person('ana', 'operator');
  const key = await ground.keyOf(ana, 'fleet:read', 'command:exec');
  expect(await ground.opens(key.plain, 'run')).toBe(200);
  await ground.owner.query(`update auth_membership set role = 'viewer' where user_id = $1`, [ana.id]);
  await comesTo(key.plain, 'run', 403);
  expect(await ground.opens(key.plain, 'read')).toBe(200);
  expect(await ground.listed(key.id)).toMatchObject({
    permissions: ['fleet:read', 'command:exec'],
    effective_permissions: ['fleet:read'],
    owner: { type: 'user', id: ana.id, name: 'ana' },
  });
  await ground.owner.query(`update auth_membership set role = 'operator' where user_id = $1`, [ana.id]);
  await comesTo(key.plain, 'run', 200);
});

it('follows a role that was made in the tenant, also when the role shrinks or goes', async () => {
  await ground.owner.query(
    `insert into auth_role (tenant_id, name, permissions) values ('default', 'runner', '{command:exec,fleet:read}')`,
  );
  const ben = await ground.person('ben', 'runner');
  const { plain } = await ground.keyOf(ben, 'admin');
  expect(await ground.opens(plain, 'run')).toBe(200);
  expect((await ground.get('/auth/keys', plain)).status).toBe(403);
  await ground.owner.query(`update auth_role set permissions = '{fleet:read}' where name = 'runner'`);
  await comesTo(plain, 'run', 403);
  await ground.owner.query(`delete from auth_role where name = 'runner'`);
  await comesTo(plain, 'read', 403);
});

it.each([
  ['is disabled', `update auth_user set state = 'disabled' where id = $1`],
  ['is disabled in this tenant', `update auth_membership set state = 'disabled' where user_id = $1`],
  ['leaves the tenant', `delete from auth_membership where user_id = $1`],
  ['is gone', `delete from auth_user where id = $1`],
])('opens nothing once its maker %s', async (what, sql) => {
  const person = await ground.person(`who ${what}`, 'admin');
  const key = await ground.keyOf(person, 'admin');
  expect(await ground.opens(key.plain)).toBe(200);
  await ground.owner.query(sql, [person.id]);
  await comesTo(key.plain, 'read', 403);
  expect((await ground.get('/test/read', key.plain)).body).toMatchObject({ code: 'account_disabled' });
  expect(await ground.listed(key.id)).toMatchObject({ enabled: false, effective_permissions: [] });
});

it('is answered for by whoever made it, however many keys lie between', async () => {
  const eva = await ground.person('eva', 'admin');
  const key = await ground.keyOf(eva, 'key:manage', 'fleet:read');
  const { body } = await ground.post('/auth/keys', { name: 'child', permissions: ['fleet:read'] }, key.plain);
  expect(await answers(body.key.id)).toBe(personId(eva));
  expect(body.key).toMatchObject({ made_with: key.id, owner: { type: 'user', id: eva.id, name: 'eva' } });
  await ground.owner.query(`update auth_user set state = 'disabled' where id = $1`, [eva.id]);
  await comesTo(body.plain_key, 'read', 403);
});

it('is not taken for a key of times without sign-in by the name of whoever made it', async () => {
  const local = await ground.person('local', 'admin');
  const key = await ground.keyOf(local, 'fleet:read');
  expect(await answers(key.id)).toBe(personId(local));
  const made = await asPerson({ ...local, type: 'local', id: 'local' }, () =>
    ground.spine.app.get(ApiKeysService).create({ name: 'back then', permissions: ['fleet:read'] }),
  );
  expect(await answers(made.key.id)).toBe('local:local');
});

it('answers for itself when it was made on the server or nobody wrote down by whom', async () => {
  const { body } = await ground.get('/auth/keys');
  const [first] = (body.keys as { id: string; name: string; owner: object }[]).filter(
    ({ name }) => name === 'first',
  );
  expect(first!.owner).toEqual({ type: 'system', id: 'server-console', name: 'server-console' });
  expect(await answers(first!.id)).toBe(`key:${first!.id}`);
  await ground.owner.query('update auth_api_key set made_by_type = null, made_by_id = null where id = $1', [
    first!.id,
  ]);
  expect(await answers(first!.id)).toBe(`key:${first!.id}`);
  expect(await ground.listed(first!.id)).toMatchObject({
    owner: { type: 'unknown', name: 'server-console' },
  });
});
