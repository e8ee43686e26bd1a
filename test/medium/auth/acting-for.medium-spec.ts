import { ActingFor } from '@legator/auth';
import type { Actor } from '@legator/core';
import { Client } from 'pg';
import { signedIn } from '../../support/tenants/people.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

let server: WholeServer;
let owner: Client;
let people: ActingFor;

beforeAll(async () => {
  server = await startWholeServer({ LEGATOR_AUTH: 'true' });
  owner = new Client({ connectionString: server.databaseUrl });
  await owner.connect();
  await owner.query(`insert into auth_tenant (id, name) values ('other', 'Other')`);
  people = server.app.get(ActingFor, { strict: false });
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.remove();
});

const user = (id: string, tenantId = 'default') => people.actorOf({ type: 'user', id, tenantId });
const change = (sql: string, id: string) => owner.query(sql, [id]);

async function person(name: string): Promise<{ id: string; actor: Actor }> {
  const { userId: id } = await signedIn(owner, 'default', name, 'operator');
  return { id, actor: (await user(id))! };
}

it('gives a person the rights of their role, and neither a sign-in nor the installation', async () => {
  const { id, actor } = await person('ana');
  await change('update auth_user set installation_admin = true where id = $1', id);
  expect(await user(id)).toEqual(actor);
  expect(actor).toMatchObject({ type: 'user', id, tenantId: 'default' });
  expect(actor.permissions).toContain('command:exec');
  expect(actor.permissions).not.toContain('admin');
  expect(actor).not.toHaveProperty('session');
  await change(`update auth_membership set role = 'viewer' where user_id = $1`, id);
  expect((await user(id))?.permissions).not.toContain('command:exec');
  await change(`update auth_membership set role = 'role-that-is-gone' where user_id = $1`, id);
  expect((await user(id))?.permissions).toEqual([]);
});

it.each([
  ['whose account is disabled', `update auth_user set state = 'disabled' where id = $1`],
  ['who is out of the tenant', 'delete from auth_membership where user_id = $1'],
  ['who has to choose a password first', 'update auth_user set must_change_password = true where id = $1'],
])('knows nobody %s', async (what, sql) => {
  const { id } = await person(what.replaceAll(' ', '-'));
  await change(sql, id);
  expect(await user(id)).toBeUndefined();
});

it('knows nobody in a tenant to which they do not belong, and nobody of no type', async () => {
  const { id } = await person('ben');
  expect(await user(id, 'other')).toBeUndefined();
  for (const type of ['local', 'system', 'probe', ''])
    expect(await people.actorOf({ type, id, tenantId: 'default' })).toBeUndefined();
  expect(await user(`' or true --`)).toBeUndefined();
});

it('gives a key what it and its owner may, as long as it works', async () => {
  await server.key(['fleet:read', 'command:exec']);
  const { rows } = await owner.query<{ id: string }>(
    `select id from auth_api_key order by created_at desc limit 1`,
  );
  const id = rows[0]!.id;
  const key = (tenantId = 'default') => people.actorOf({ type: 'key', id, tenantId });
  expect((await key())?.permissions).toEqual(['fleet:read', 'command:exec']);
  expect(await key('other')).toBeUndefined();
  const { id: ownerId } = await person('eva');
  await owner.query(`update auth_api_key set made_by_type = 'user', made_by_id = $2 where id = $1`, [
    id,
    ownerId,
  ]);
  await change(`update auth_membership set role = 'viewer' where user_id = $1`, ownerId);
  expect((await key())?.permissions).toEqual(['fleet:read']);
  await change(`update auth_user set state = 'disabled' where id = $1`, ownerId);
  expect(await key()).toBeUndefined();
  await change(`update auth_user set state = 'active' where id = $1`, ownerId);
  await change(`update auth_api_key set expires_at = now() - interval '1 second' where id = $1`, id);
  expect(await key()).toBeUndefined();
  await change(`update auth_api_key set expires_at = null, revoked_at = now() where id = $1`, id);
  expect(await key()).toBeUndefined();
});

it('knows nobody of a tenant that is suspended', async () => {
  const { id } = await person('eve');
  await owner.query(`update auth_tenant set state = 'suspended' where id = 'default'`);
  expect(await user(id)).toBeUndefined();
  await owner.query(`update auth_tenant set state = 'active' where id = 'default'`);
});
