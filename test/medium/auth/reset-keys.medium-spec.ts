import request from 'supertest';
import { firstAdmin, startAuth } from './auth-ground.js';
import type { Visitor } from './auth-ground.js';
import { addPerson } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

let spine: Spine;
let admin: Visitor;

beforeAll(async () => {
  spine = await startAuth();
  admin = await firstAdmin(spine);
}, 60_000);
afterAll(() => spine.close());

const http = () => request(spine.app.getHttpServer());
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const opens = async (key: string) => (await http().get('/api/v1/roles').set(bearer(key))).status;

/** Somebody with a key, one made with that key, and one of a program that they made. */
async function somebody(name: string) {
  const { id, visitor } = await addPerson(spine, admin, name, 'admin');
  const wanted = { name: `key of ${name}`, permissions: ['key:manage'] };
  const own: string = (await visitor.post('/api/v1/auth/keys', wanted)).body.plain_key;
  const child = await http().post('/api/v1/auth/keys').set(bearer(own)).send(wanted);
  const program = await visitor.post('/api/v1/service-accounts', { name, permissions: ['key:manage'] });
  const theirs = { ...wanted, service_account_id: program.body.id };
  const keys = [own, child.body.plain_key, (await visitor.post('/api/v1/auth/keys', theirs)).body.plain_key];
  return { id, statuses: () => Promise.all(keys.map(opens)) };
}

it('a reset password leaves keys alone, unless they are to go with it', async () => {
  const [ben, cleo] = [await somebody('ben'), await somebody('cleo')];
  expect(await ben.statuses()).toEqual([200, 200, 200]);
  const left = await admin.post(`/api/v1/users/${ben.id}/password`);
  expect(left.body).toMatchObject({ revoked_keys: 0 });
  expect(await ben.statuses()).toEqual([200, 200, 200]);
  const { body } = await admin.post(`/api/v1/users/${ben.id}/password`, { revoke_keys: true });
  expect(body).toMatchObject({ revoked_keys: 2 });
  // What belongs to a program goes on; and nobody else is touched.
  expect(await ben.statuses()).toEqual([401, 401, 200]);
  expect(await cleo.statuses()).toEqual([200, 200, 200]);
  const told = (type: string) => spine.audit.appended.filter((one) => one.type === type);
  expect(told('api_key.revoked').map(({ actor }) => actor.name)).toEqual(['root-ana', 'root-ana']);
  expect(told('user.password_reset').at(-1)?.detail).toMatchObject({ username: 'ben', keys_revoked: 2 });
});

it('anything but yes or no is refused', async () => {
  const { id } = await somebody('dora');
  expect((await admin.post(`/api/v1/users/${id}/password`, { revoke_keys: 'yes' })).status).toBe(400);
});
