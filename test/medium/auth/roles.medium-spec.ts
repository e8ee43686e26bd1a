import request from 'supertest';
import { firstAdmin, startAuth, Visitor } from './auth-ground.js';
import { addPerson } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

describe('roles', () => {
  let spine: Spine;
  let admin: Visitor;

  beforeAll(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
  }, 60_000);

  afterAll(() => spine.close());

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);

  it('of the tenant’s own allow what they say, from one moment to the next', async () => {
    const made = await admin.post('/api/v1/roles', {
      name: 'approver',
      permissions: ['fleet:read', 'approval:read', 'approval:read'],
      description: 'Decides.',
    });
    expect([made.status, made.body]).toEqual([
      201,
      {
        name: 'approver',
        permissions: ['fleet:read', 'approval:read'],
        description: 'Decides.',
        built_in: false,
      },
    ]);
    const { visitor } = await addPerson(spine, admin, 'ben', 'approver');
    expect((await visitor.get('/api/v1/users')).status).toBe(403);
    const put = await admin.send('put', '/api/v1/roles/approver', {
      permissions: ['fleet:read', 'user:manage'],
    });
    expect(put.body).toMatchObject({ permissions: ['fleet:read', 'user:manage'], description: 'Decides.' });
    expect((await visitor.get('/api/v1/users')).status).toBe(200);
    expect(recorded('role.changed')[0]).toMatchObject({
      before: { permissions: ['fleet:read', 'approval:read'] },
      after: { permissions: ['fleet:read', 'user:manage'] },
      detail: { members: 1 },
    });
  });

  it('are not removed while somebody has them, and it says how many', async () => {
    const { body, status } = await admin.send('delete', '/api/v1/roles/approver');
    expect([status, body.code, body.members]).toEqual([409, 'role_in_use', 1]);
    expect(body.message).toContain('1 person');
    const people = (await admin.get('/api/v1/users')).body.users;
    const ben = people.find(({ username }: { username: string }) => username === 'ben');
    await admin.send('put', `/api/v1/users/${ben.id}/role`, { role: 'viewer' });
    expect((await admin.send('delete', '/api/v1/roles/approver')).body).toEqual({
      status: 'deleted',
      name: 'approver',
    });
    expect(recorded('role.removed')).toHaveLength(1);
  });

  it.each([
    ['post', '/api/v1/roles', { name: 'operator', permissions: ['fleet:read'] }, 409, 'conflict'],
    ['put', '/api/v1/roles/viewer', { permissions: ['fleet:read'] }, 403, 'built_in_role'],
    ['delete', '/api/v1/roles/admin', {}, 403, 'built_in_role'],
    ['delete', '/api/v1/roles/nowhere', {}, 404, 'not_found'],
    ['post', '/api/v1/roles', { name: 'x', permissions: ['fleet:everything'] }, 400, 'invalid_request'],
    ['post', '/api/v1/roles', { name: 'x', permissions: [] }, 400, 'invalid_request'],
    ['post', '/api/v1/roles', { name: 'Ä b', permissions: ['fleet:read'] }, 400, 'invalid_request'],
  ] as const)('%s %s %j is %i %s', async (method, path, input, status, code) => {
    const answer = await admin.send(method, path, input);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('stay as long as a service account goes by them', async () => {
    await admin.post('/api/v1/roles', { name: 'robots', permissions: ['fleet:read'] });
    const made = await admin.post('/api/v1/service-accounts', { name: 'bot', role: 'robots' });
    expect(made.status).toBe(201);
    const refused = await admin.send('delete', '/api/v1/roles/robots');
    expect([refused.status, refused.body.service_accounts]).toEqual([409, 1]);
    await admin.send('delete', `/api/v1/service-accounts/${made.body.id}`);
    expect((await admin.send('delete', '/api/v1/roles/robots')).status).toBe(200);
  });

  it('stay as long as the provider leads to them', async () => {
    await admin.post('/api/v1/roles', { name: 'mapped', permissions: ['fleet:read'] });
    const put = (over: object) =>
      admin.send('put', '/api/v1/auth/oidc', {
        ...{ enabled: false, provider_url: 'https://id.example.com', client_id: 'legator', ...over },
      });
    const remove = () => admin.send('delete', '/api/v1/roles/mapped');
    await put({ role_mapping: { ops: 'mapped', dev: 'mapped' }, default_role: 'viewer' });
    const refused = await remove();
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: 'role_in_use', members: 0, provider_rules: 2 }),
    ]);
    expect(refused.body.message).toContain('2 rules of the provider');
    await put({ default_role: 'mapped' });
    expect((await remove()).body).toMatchObject({ code: 'role_in_use', provider_rules: 1 });
    await put({ role_mapping: { ops: 'operator' } });
    expect((await admin.send('delete', '/api/v1/roles/operator')).body.code).toBe('built_in_role');
    expect((await remove()).status).toBe(200);
    await admin.send('delete', '/api/v1/auth/oidc');
  });

  it('end the sign-ins of nobody who may do more', async () => {
    await admin.post('/api/v1/roles', { name: 'helpdesk', permissions: ['user:manage'] });
    const helper = (await addPerson(spine, admin, 'hank', 'helpdesk')).visitor;
    const weaker = (await addPerson(spine, admin, 'hilda', 'helpdesk')).visitor;
    const own = async (visitor: typeof helper) => (await visitor.get('/api/v1/me')).body.session_id as string;
    const strong = await helper.send('delete', `/api/v1/auth/sessions/${await own(admin)}`);
    expect([strong.status, strong.body.code]).toEqual([403, 'beyond_own_rights']);
    expect((await helper.send('delete', `/api/v1/auth/sessions/${await own(weaker)}`)).status).toBe(204);
    expect((await admin.get('/api/v1/me')).status).toBe(200);
    expect((await weaker.get('/api/v1/me')).status).toBe(401);
  });

  it('of two with one name made at once one exists', async () => {
    const both = await Promise.all(
      [0, 1].map(() => admin.post('/api/v1/roles', { name: 'twin', permissions: ['fleet:read'] })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are listed for whoever is signed in; strangers hear of the built-in ones alone', async () => {
    const { visitor } = await addPerson(spine, admin, 'cara', 'viewer');
    const { body } = await visitor.get('/api/v1/roles');
    expect(body.roles.map(({ name }: { name: string }) => name)).toEqual([
      'admin',
      'operator',
      'viewer',
      'auditor',
      'helpdesk',
      'twin',
    ]);
    expect(body.roles[0]).not.toHaveProperty('members');
    expect((await admin.get('/api/v1/roles')).body.roles[0].members).toBe(1);
    const stranger = await request(spine.app.getHttpServer()).get('/api/v1/auth/permissions');
    expect(Object.keys(stranger.body.roles)).toEqual(['admin', 'operator', 'viewer', 'auditor']);
    expect(stranger.body.permissions).toContain('role:manage');
    expect(Object.keys((await visitor.get('/api/v1/auth/permissions')).body.roles)).toContain('twin');
  });
});
