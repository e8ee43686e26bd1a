import request from 'supertest';
import { OpenInvitations } from '../../../libs/auth/src/invitations/open-invitations.js';
import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson, secondTenant, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

let spine: Spine;
let admin: Visitor;
const READS = ['fleet:read'];

beforeAll(async () => {
  spine = await startAuth();
  admin = await firstAdmin(spine);
}, 60_000);
afterAll(() => spine.close());
beforeEach(() => sql(spine.url, 'delete from auth_attempt'));

let names = 0;
/** A role of its own for each test: what one raises is not raised for another. */
async function role(permissions = READS): Promise<string> {
  const name = `role-${(names += 1)}`;
  const { status } = await admin.post('/api/v1/roles', { name, permissions });
  expect(status).toBe(201);
  return name;
}
const change = async (name: string, permissions: string[]) =>
  expect((await admin.send('put', `/api/v1/roles/${name}`, { permissions })).status).toBe(200);
/** Invites with a key. @returns what the link holds */
async function invite(roleName: string, permissions = ['admin']): Promise<string> {
  const { body } = await admin.post('/api/v1/auth/keys', { name: 'inviter', permissions });
  const made = await request(spine.app.getHttpServer())
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${body.plain_key}`)
    .send({ role: roleName, name: 'Ben' });
  expect(made.status).toBe(201);
  return made.body.link.split('#token=')[1];
}
const look = (token: string, visitor = new Visitor(spine)) =>
  visitor.post('/api/v1/auth/invitation/look', { token });
const accept = (token: string, username: string) =>
  new Visitor(spine).post('/api/v1/auth/invitation/accept', { token, username, password: PASSWORD });
const refused = () => spine.audit.appended.filter(({ type }) => type === 'invitation.refused');
const nobody = async (username: string) =>
  expect(await sql(spine.url, 'select from auth_user where username = $1', [username])).toEqual([]);

it.each([
  ['manage people', ['user:manage'], ['admin']],
  ['do everything', ['admin'], ['admin']],
  ['decide about approvals', ['approval:write'], ['admin']],
  ['run commands, which the key may not', ['command:exec'], ['member:manage', 'fleet:read']],
])('a key’s invitation lets nobody in once its role may %s', async (_what, more, ofKey) => {
  const name = await role();
  const token = await invite(name, ofKey);
  expect((await look(token)).status).toBe(200);
  await change(name, [...READS, ...more]);
  const before = refused().length;
  for (const answer of [await look(token), await accept(token, 'mask')])
    expect([answer.status, answer.body.code]).toEqual([403, 'invitation_key_reach']);
  await nobody('mask');
  expect(refused()).toHaveLength(before + 2);
  expect(refused().at(-1)).toMatchObject({
    tenantId: 'default',
    actor: { name: 'anonymous', address: expect.stringContaining('127.0.0.1') },
    subject: { type: 'invitation' },
    detail: { role: name, key_name: 'inviter', reason: 'invitation_key_reach' },
  });
  expect(JSON.stringify(refused())).not.toContain(token.slice(4));
});

it('nor somebody who has an account already, and says who came', async () => {
  const name = await role();
  const token = await invite(name);
  const { id, visitor } = await addPerson(spine, admin, 'guest', 'viewer');
  await secondTenant(spine.url, 'second', id);
  await visitor.post('/api/v1/session/tenant', { tenant_id: 'second' });
  await sql(spine.url, `delete from auth_membership where tenant_id = 'default' and user_id = $1`, [id]);
  await change(name, [...READS, 'key:manage']);
  const { status, body } = await visitor.post('/api/v1/auth/invitation/accept', { token });
  expect([status, body.code]).toEqual([403, 'invitation_key_reach']);
  expect(refused().at(-1)).toMatchObject({ tenantId: 'default', actor: { type: 'user', id } });
  expect((await visitor.get('/api/v1/me')).body.tenants).toHaveLength(1);
});

it('nor one from before keys were kept from making such', async () => {
  const token = await invite(await role());
  await sql(
    spine.url,
    `update auth_invitation set role = 'admin' where accepted_at is null and role like 'role-%'`,
  );
  expect((await look(token)).body.code).toBe('invitation_key_reach');
  expect((await accept(token, 'old-mask')).body.code).toBe('invitation_key_reach');
  await nobody('old-mask');
});

it('is judged once more in the very transaction that lets somebody in', async () => {
  const name = await role();
  const token = await invite(name);
  const open = spine.app.get(OpenInvitations, { strict: false });
  const find = open.find.bind(open);
  // Between the look at it and its use, as a request of somebody else may come.
  jest.spyOn(open, 'find').mockImplementationOnce(async (...args) => {
    const found = await find(...args);
    await change(name, [...READS, 'role:manage']);
    return found;
  });
  const before = refused().length;
  expect((await accept(token, 'quick-mask')).body.code).toBe('invitation_key_reach');
  await nobody('quick-mask');
  expect(refused()).toHaveLength(before + 1);
});

it('whoever comes again and again with it has to wait', async () => {
  const name = await role();
  const token = await invite(name);
  await change(name, [...READS, 'user:manage']);
  const answers = [];
  for (let times = 0; times < 6; times += 1) answers.push((await look(token)).status);
  expect([answers[0], answers.at(-1)]).toEqual([403, 429]);
});

it('holds again when the role may do less again, and is used up then', async () => {
  const name = await role();
  const token = await invite(name);
  await change(name, [...READS, 'user:manage']);
  expect((await look(token)).status).toBe(403);
  await change(name, READS);
  expect((await accept(token, 'late')).status).toBe(200);
  expect((await look(token)).body.code).toBe('invitation_gone');
});

it('a person’s invitation leads to what its role may do, as before', async () => {
  const name = await role();
  const { body } = await admin.post('/api/v1/invitations', { role: name });
  await change(name, [...READS, 'user:manage']);
  expect((await accept(body.link.split('#token=')[1], 'colleague')).status).toBe(200);
});
