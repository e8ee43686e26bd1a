import { firstAdmin, startAuth, Visitor } from './auth-ground.js';
import { addPerson, secondTenant, sql } from './people-ground.js';
import { eventually } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

describe('nobody gives more than they have', () => {
  let spine: Spine;
  let admin: Visitor;
  let adminId: string;
  let clerk: Visitor;

  beforeAll(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
    adminId = (await admin.get('/api/v1/me')).body.id;
    const role = await admin.post('/api/v1/roles', {
      name: 'clerk',
      permissions: ['fleet:read', 'user:manage', 'role:manage', 'member:manage', 'approval:read'],
    });
    expect(role.status).toBe(201);
    clerk = (await addPerson(spine, admin, 'clerk', 'clerk')).visitor;
  }, 60_000);

  afterAll(() => spine.close());

  it('to somebody new, to somebody who is there, by a role', async () => {
    const { id } = await addPerson(spine, admin, 'plain', 'clerk');
    const refused = [
      await clerk.post('/api/v1/users', { username: 'evil', role: 'admin' }),
      await clerk.post('/api/v1/users', { username: 'evil', role: 'operator' }),
      await clerk.send('put', `/api/v1/users/${id}/role`, { role: 'admin' }),
      await clerk.post('/api/v1/roles', { name: 'wider', permissions: ['command:exec'] }),
      await clerk.post('/api/v1/roles', { name: 'wider', permissions: ['admin'] }),
      await clerk.send('put', '/api/v1/roles/clerk', { permissions: ['fleet:read', 'key:manage'] }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(6).fill([403, 'beyond_own_rights']),
    );
    expect((await clerk.post('/api/v1/roles', { name: 'narrow', permissions: ['fleet:read'] })).status).toBe(
      201,
    );
    expect((await clerk.send('put', `/api/v1/users/${id}/role`, { role: 'narrow' })).status).toBe(200);
  });

  it('nor takes it from somebody stronger', async () => {
    const refused = [
      await clerk.send('put', `/api/v1/users/${adminId}/role`, { role: 'clerk' }),
      await clerk.post(`/api/v1/users/${adminId}/disable`),
      await clerk.post(`/api/v1/users/${adminId}/password`),
      await clerk.post(`/api/v1/users/${adminId}/sessions/end`),
      await clerk.send('patch', `/api/v1/users/${adminId}`, { display_name: 'Eve' }),
      await clerk.send('delete', `/api/v1/users/${adminId}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual(Array(6).fill(403));
    expect((await admin.get('/api/v1/me')).body).toMatchObject({ display_name: 'Ana', role: 'admin' });
  });

  it('and who administers the installation is said by those who do', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'tenant-boss', 'admin');
    const own = await visitor.send('patch', `/api/v1/users/${id}`, { installation_admin: true });
    expect([own.status, own.body.code]).toEqual([403, 'installation_only']);
    const reset = await visitor.post(`/api/v1/users/${adminId}/password`);
    expect([reset.status, reset.body.code]).toEqual([403, 'installation_only']);
    const given = await admin.send('patch', `/api/v1/users/${id}`, { installation_admin: true });
    expect(given.body.installation_admin).toBe(true);
    await admin.send('delete', `/api/v1/users/${id}`);
  });

  it('with rights that were taken away while the request was on its way', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'late', 'admin');
    // Takes the turn that all such changes wait for, demotes, and lets the request that waits go on.
    const { Client } = await import('pg');
    const client = new Client({ connectionString: spine.url });
    await client.connect();
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('legator: people and rights', 0))`);
    const waiting = visitor.post('/api/v1/users', { username: 'made-late', role: 'viewer' });
    // In this database: others wait for turns of their own at the same time.
    await eventually(async () => {
      const { rows } = await client.query(
        `select from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(rows).not.toEqual([]);
    });
    await client.query(`update auth_membership set role = 'viewer' where user_id = $1`, [id]);
    await client.query('commit');
    await client.end();
    expect((await waiting).status).toBe(403);
  });
});

describe('the last administrator', () => {
  let spine: Spine;
  let admin: Visitor;
  let adminId: string;

  beforeEach(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
    adminId = (await admin.get('/api/v1/me')).body.id;
  }, 60_000);

  afterEach(() => spine.close());

  const admins = async () =>
    (
      await sql<{ count: number }>(
        spine.url,
        `select count(*)::int as count from auth_membership m join auth_user u on u.id = m.user_id
         where m.tenant_id = 'default' and m.role = 'admin' and m.state = 'active' and u.state = 'active'`,
      )
    )[0]!.count;

  it('cannot be removed, disabled or given another role, by themselves or others', async () => {
    const refused = [
      await admin.send('put', `/api/v1/users/${adminId}/role`, { role: 'operator' }),
      await admin.post(`/api/v1/users/${adminId}/disable`),
      await admin.send('delete', `/api/v1/users/${adminId}`),
      await admin.send('patch', `/api/v1/users/${adminId}`, { installation_admin: false }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(4).fill([409, 'last_admin']),
    );
    expect(await admins()).toBe(1);
    expect((await admin.get('/api/v1/me')).body).toMatchObject({ role: 'admin', installation_admin: true });
    expect(await sql(spine.url, `select from core_signal where type = 'user.disabled'`)).toEqual([]);
  });

  it('may be one by a role of the tenant’s own, and that role keeps its permission', async () => {
    await admin.post('/api/v1/roles', { name: 'boss', permissions: ['admin'] });
    expect((await admin.send('put', `/api/v1/users/${adminId}/role`, { role: 'boss' })).status).toBe(200);
    const weaker = await admin.send('put', '/api/v1/roles/boss', { permissions: ['fleet:read'] });
    expect([weaker.status, weaker.body.code]).toEqual([409, 'last_admin']);
  });

  it('of the installation keeps a role by which they reach it, however it would be lowered', async () => {
    const { visitor: boss } = await addPerson(spine, admin, 'boss', 'admin');
    const lower = (by: Visitor) => by.send('put', `/api/v1/users/${adminId}/role`, { role: 'viewer' });
    const foreign = await lower(boss);
    expect([foreign.status, foreign.body.code]).toEqual([403, 'installation_only']);
    await admin.post('/api/v1/roles', { name: 'all', permissions: ['admin'] });
    const member = `/api/v1/tenants/default/members/${adminId}`;
    const refused = [await lower(admin), await admin.send('patch', member, { role: 'viewer' })];
    expect((await admin.send('put', `/api/v1/users/${adminId}/role`, { role: 'all' })).status).toBe(200);
    refused.push(await admin.send('put', '/api/v1/roles/all', { permissions: ['fleet:read'] }));
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(3).fill([409, 'last_admin']),
    );
    expect(refused[0]!.body.message).toContain('of the installation');
    expect((await admin.get('/api/v1/tenants')).status).toBe(200);
  });

  it('of the installation is lowered where somebody else administers it from another tenant', async () => {
    await addPerson(spine, admin, 'boss', 'admin');
    const { id } = await addPerson(spine, admin, 'far', 'viewer');
    await secondTenant(spine.url, 'other', id, 'viewer');
    await admin.send('patch', `/api/v1/users/${id}`, { installation_admin: true });
    const lower = () => admin.send('put', `/api/v1/users/${adminId}/role`, { role: 'viewer' });
    expect((await lower()).body.code).toBe('last_admin');
    await sql(
      spine.url,
      `update auth_membership set role = 'admin' where tenant_id = 'other' and user_id = $1`,
      [id],
    );
    expect((await lower()).status).toBe(200);
  });

  it('of another tenant is not taken away from it by disabling the account here', async () => {
    const { id } = await addPerson(spine, admin, 'elsewhere-boss', 'viewer');
    await secondTenant(spine.url, 'other', id, 'admin');
    const { body } = await admin.post(`/api/v1/users/${id}/disable`);
    expect(body).toMatchObject({ code: 'last_admin', message: expect.stringContaining('other') });
  });

  it('stays when two demote, disable or remove each other at the same moment', async () => {
    const change: ((by: Visitor, id: string) => Promise<{ status: number }>)[] = [
      (by, id) => by.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' }),
      (by, id) => by.post(`/api/v1/users/${id}/disable`),
      (by, id) => by.send('delete', `/api/v1/users/${id}`),
    ];
    for (const [at, attempt] of change.entries()) {
      const { id, visitor } = await addPerson(spine, admin, `rival-${at}`, 'admin');
      await admin.send('patch', `/api/v1/users/${id}`, { installation_admin: true });
      const both = await Promise.all([attempt(admin, id), attempt(visitor, adminId)]);
      expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await admins()).toBe(1);
      // Whoever is left goes on; the first administrator is put back by hand for the next round.
      await sql(spine.url, `delete from auth_membership where user_id <> $1`, [adminId]);
      await sql(spine.url, `delete from auth_user where id <> $1`, [adminId]);
      const there = await sql(spine.url, `select from auth_user where id = $1`, [adminId]);
      if (there.length === 0) break;
      await sql(spine.url, `update auth_user set state = 'active'`);
      await sql(
        spine.url,
        `insert into auth_membership (tenant_id, user_id, role) values ('default', $1, 'admin')
         on conflict (tenant_id, user_id) do update set role = 'admin'`,
        [adminId],
      );
      admin = new Visitor(spine);
      await admin.signIn('root-ana');
    }
  }, 60_000);
});
