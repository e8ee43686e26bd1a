import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson, secondTenant, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

describe('the people of a tenant', () => {
  let spine: Spine;
  let admin: Visitor;
  let adminId: string;

  beforeAll(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
    adminId = (await admin.get('/api/v1/me')).body.id;
  }, 60_000);

  afterAll(() => spine.close());

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);
  const last = (type: string) => recorded(type).at(-1);

  it('are added with a role, sign in, and are listed as upstream lists them', async () => {
    const made = await admin.post('/api/v1/users', {
      username: 'Vera',
      display_name: 'Vera V',
      password: PASSWORD,
      role: 'viewer',
      unknown_to_us: 1,
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      username: 'Vera',
      display_name: 'Vera V',
      role: 'viewer',
      enabled: true,
      sign_in_methods: ['password'],
      must_change_password: false,
    });
    expect(made.body).not.toHaveProperty('one_time_password');
    const vera = new Visitor(spine);
    expect((await vera.signIn('vera')).status).toBe(200);
    expect((await vera.get('/api/v1/me')).body).toMatchObject({ role: 'viewer', username: 'Vera' });
    const { body } = await admin.get('/api/v1/users');
    expect(body.total).toBe(2);
    expect(body.users.find(({ username }: { username: string }) => username === 'Vera')).toMatchObject({
      sessions: 1,
      last_login: expect.any(String),
      last_admin: false,
    });
    expect(body.users.find(({ id }: { id: string }) => id === adminId)).toMatchObject({ last_admin: true });
    expect(last('user.created')).toMatchObject({
      actor: { type: 'user', id: adminId, name: 'root-ana' },
      subject: { type: 'user', id: made.body.id },
      after: { role: 'viewer' },
    });
    expect(JSON.stringify([spine.audit.appended, body])).not.toContain(PASSWORD);
    const kept = await sql(
      spine.url,
      `select payload::text from directives_directive where type = 'user.create'`,
    );
    expect(JSON.stringify(kept)).not.toMatch(/argon2|heron/);
  });

  it('get a password that has to be changed when none was given, and may do nothing until then', async () => {
    const made = await admin.post('/api/v1/users', { username: 'newcomer', role: 'operator' });
    expect(made.body.one_time_password).toMatch(/^[a-z0-9]{5}(-[a-z0-9]{5}){3}$/);
    const one = new Visitor(spine);
    await one.signIn('newcomer', made.body.one_time_password);
    expect((await one.get('/api/v1/me')).body).toMatchObject({ must_change_password: true, permissions: [] });
    expect((await one.get('/api/v1/people')).status).toBe(403);
  });

  it.each([
    ['a name in use, however it is written', { username: 'ROOT-ana' }, 409, 'conflict'],
    ['a role that nobody has', { role: 'wizard' }, 400, 'unknown_role'],
    ['a password from every list', { password: 'password1234' }, 400, 'weak_password'],
    ['their name as password', { username: 'sigismund', password: 'sigismund-rules' }, 400, 'weak_password'],
    ['a name with blanks', { username: 'a b' }, 400, 'invalid_request'],
  ])('are not added with %s', async (_what, over, status, code) => {
    const answer = await admin.post('/api/v1/users', {
      username: 'somebody',
      password: PASSWORD,
      role: 'viewer',
      ...over,
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('lose their rights with their role at once, while they are signed in', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'falling', 'admin');
    expect((await visitor.get('/api/v1/users')).status).toBe(200);
    const put = await admin.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' });
    expect(put.body).toEqual({ user_id: id, role: 'viewer', status: 'updated' });
    expect((await visitor.get('/api/v1/users')).status).toBe(403);
    expect((await admin.get(`/api/v1/users/${id}/role`)).body).toMatchObject({ user_id: id, role: 'viewer' });
    expect(last('user.role_changed')).toMatchObject({ before: { role: 'admin' }, after: { role: 'viewer' } });
  });

  it('are signed out when they are disabled, and cannot come back until they are enabled', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'leaver', 'operator');
    expect((await admin.post(`/api/v1/users/${id}/disable`)).body).toMatchObject({ enabled: false });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    expect((await new Visitor(spine).signIn('leaver')).body.code).toBe('sign_in_refused');
    await admin.post(`/api/v1/users/${id}/enable`);
    // What they were signed in to before does not come back to life.
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    expect((await new Visitor(spine).signIn('leaver')).status).toBe(200);
    expect([last('user.disabled')?.actor.name, last('user.enabled')?.actor.name]).toEqual([
      'root-ana',
      'root-ana',
    ]);
  });

  it('get a password for one time from an administrator, which ends all they were signed in to', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'forgetful', 'operator');
    const { body } = await admin.post(`/api/v1/users/${id}/password`);
    expect(body).toMatchObject({ ended: 1, one_time_password: expect.any(String) });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    expect((await new Visitor(spine).signIn('forgetful')).status).toBe(401);
    const again = new Visitor(spine);
    expect((await again.signIn('forgetful', body.one_time_password)).status).toBe(200);
    expect((await again.get('/api/v1/me')).body.must_change_password).toBe(true);
    expect(JSON.stringify(spine.audit.appended)).not.toContain(body.one_time_password);
    expect((await admin.post(`/api/v1/users/${adminId}/password`)).body.code).toBe('own_account');
  });

  it('of two resets at once each answer holds the password that works, or none', async () => {
    const { id } = await addPerson(spine, admin, 'twice', 'viewer');
    const both = await Promise.all([0, 1].map(() => admin.post(`/api/v1/users/${id}/password`)));
    const works = await Promise.all(
      both.map(({ body }) => new Visitor(spine).signIn('twice', body.one_time_password)),
    );
    expect(works.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('are signed out by an administrator', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'idler', 'viewer');
    expect((await admin.post(`/api/v1/users/${id}/sessions/end`)).body).toEqual({ ended: 1 });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
  });

  it('are gone with their account when they belong nowhere else', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'gone', 'viewer');
    const { body } = await admin.send('delete', `/api/v1/users/${id}`);
    expect(body).toEqual({ status: 'deleted', account: 'removed' });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    expect(await sql(spine.url, 'select id from auth_user where id = $1', [id])).toEqual([]);
    expect((await admin.send('delete', `/api/v1/users/${id}`)).status).toBe(404);
    expect(last('user.removed')).toMatchObject({ before: { role: 'viewer' } });
  });

  it('keep their account, and what they are elsewhere, when they belong there', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'shared', 'viewer');
    await secondTenant(spine.url, 'elsewhere', id);
    expect((await admin.send('delete', `/api/v1/users/${id}`)).body.account).toBe('kept');
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    const back = new Visitor(spine);
    expect((await back.signIn('shared')).status).toBe(200);
    expect((await back.get('/api/v1/me')).body.tenant_id).toBe('elsewhere');
  });

  it('who belong elsewhere are changed by administrators of the installation only', async () => {
    const { visitor: other } = await addPerson(spine, admin, 'local-boss', 'admin');
    const { id } = await addPerson(spine, admin, 'wanderer', 'viewer');
    await secondTenant(spine.url, 'elsewhere', id);
    const attempts = [
      await other.post(`/api/v1/users/${id}/disable`),
      await other.post(`/api/v1/users/${id}/password`),
      await other.send('patch', `/api/v1/users/${id}`, { display_name: 'Eve' }),
    ];
    expect(attempts.map(({ body }) => body.code)).toEqual(Array(3).fill('belongs_elsewhere'));
    expect((await other.send('put', `/api/v1/users/${id}/role`, { role: 'auditor' })).status).toBe(200);
    expect((await admin.send('patch', `/api/v1/users/${id}`, { display_name: 'W' })).body.display_name).toBe(
      'W',
    );
    expect((await admin.post(`/api/v1/users/${id}/disable`)).status).toBe(200);
  });

  it('of another tenant do not exist here', async () => {
    const { id } = await addPerson(spine, admin, 'mover', 'viewer');
    await secondTenant(spine.url, 'elsewhere', id);
    await admin.send('delete', `/api/v1/users/${id}`);
    const answers = [
      await admin.get(`/api/v1/users/${id}`),
      await admin.get(`/api/v1/users/${id}/role`),
      await admin.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' }),
      await admin.post(`/api/v1/users/${id}/disable`),
      await admin.post(`/api/v1/users/${id}/sessions/end`),
      await admin.send('delete', `/api/v1/users/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
  });

  it('are known by name to those who read approvals, and by nothing else', async () => {
    const { visitor } = await addPerson(spine, admin, 'reader', 'viewer');
    expect((await visitor.get('/api/v1/users')).status).toBe(403);
    const { body } = await visitor.get('/api/v1/people?may=approval:write');
    expect(body.people.map(({ username }: { username: string }) => username)).not.toContain('reader');
    expect(Object.keys(body.people[0]).sort()).toEqual(['display_name', 'id', 'username']);
  });
});
