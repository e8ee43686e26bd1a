import request from 'supertest';
import { TenantLimits } from '@legator/core';
import { firstAdmin, startAuth, Visitor } from './auth-ground.js';
import { addPerson, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

describe('tenants', () => {
  let spine: Spine;
  let admin: Visitor;
  let adminId: string;
  let boss: Visitor;
  let bossId: string;

  beforeAll(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
    adminId = (await admin.get('/api/v1/me')).body.id;
    ({ id: bossId, visitor: boss } = await addPerson(spine, admin, 'boss', 'admin'));
  }, 60_000);

  afterAll(() => spine.close());

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);
  const make = async (name: string, more = {}) =>
    (await admin.post('/api/v1/tenants', { name, ...more })).body;

  it('are made by administrators of the installation, in upstream’s shape', async () => {
    const made = await admin.post('/api/v1/tenants', {
      name: 'Café Berlin',
      contact_email: 'ops@example.com',
      later: 1,
    });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: 'cafe-berlin',
        slug: 'cafe-berlin',
        name: 'Café Berlin',
        contact_email: 'ops@example.com',
        created_at: expect.any(String),
        organization_id: 'default',
        state: 'active',
        members: 1,
        role: 'admin',
      },
    ]);
    const refused = await boss.post('/api/v1/tenants', { name: 'Mine' });
    expect([refused.status, refused.body.code]).toEqual([403, 'installation_only']);
    expect(recorded('tenant.created').map(({ tenantId }) => tenantId)).toEqual(['default', 'cafe-berlin']);
    expect(recorded('member.added').at(-1)).toMatchObject({
      tenantId: 'cafe-berlin',
      detail: { how: 'founder' },
    });
  });

  it.each([
    [{ name: 'Other', slug: 'CAFE_Berlin' }, 409, 'slug_conflict'],
    [{ name: 'Other', slug: 'größe' }, 400, 'invalid_request'],
    [{ name: '東京' }, 400, 'invalid_request'],
    [{ name: 'Other', contact_email: 'nobody' }, 400, 'invalid_request'],
    [{ name: 'Other', organization_id: 'nowhere' }, 400, 'invalid_request'],
  ])('are not made of %j', async (input, status, code) => {
    const answer = await admin.post('/api/v1/tenants', input);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of two with one slug made at once one exists', async () => {
    const both = await Promise.all([0, 1].map(() => admin.post('/api/v1/tenants', { name: 'Twin' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are seen by those who belong there; others find nothing, as if there were none', async () => {
    await make('Hidden');
    expect((await boss.get('/api/v1/tenants')).body.tenants.map(({ id }: { id: string }) => id)).toEqual([
      'default',
    ]);
    expect((await admin.get('/api/v1/tenants')).body.tenants.length).toBeGreaterThan(2);
    const answers = [
      await boss.get('/api/v1/tenants/hidden'),
      await boss.get('/api/v1/tenants/hidden/members'),
      await boss.send('patch', '/api/v1/tenants/hidden', { name: 'Mine' }),
      await boss.send('patch', `/api/v1/tenants/hidden/members/${adminId}`, { role: 'viewer' }),
      await boss.send('delete', `/api/v1/tenants/hidden/members/${adminId}`),
      await boss.post('/api/v1/tenants/hidden/members', { username: 'boss', role: 'admin' }),
      await boss.get('/api/v1/tenants/nowhere'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(404));
  });

  it('are renamed by their own administrators, who cannot suspend or move them', async () => {
    const renamed = await boss.send('patch', '/api/v1/tenants/default', { name: 'Home', slug: 'ignored' });
    expect(renamed.body).toMatchObject({ name: 'Home', slug: 'default' });
    for (const change of [{ state: 'suspended' }, { organization_id: 'default' }])
      expect((await boss.send('patch', '/api/v1/tenants/default', change)).body.code).toBe(
        'installation_only',
      );
    expect((await boss.send('delete', '/api/v1/tenants/default')).body.code).toBe('installation_only');
    expect(recorded('tenant.changed').at(-1)).toMatchObject({
      before: { name: 'Default' },
      after: { name: 'Home' },
    });
  });

  it('that are suspended let nobody in, neither people nor keys, and lose nothing', async () => {
    await make('Paused');
    await admin.send('put', `/api/v1/users/${bossId}/tenants`, {
      tenant_ids: ['default', 'paused'],
      role: 'admin',
    });
    const there = new Visitor(spine);
    await there.signIn('boss');
    await there.post('/api/v1/session/tenant', { tenant_id: 'paused' });
    const { body: key } = await there.post('/api/v1/auth/keys', { name: 'ci', permissions: ['user:manage'] });
    const byKey = () =>
      request(spine.app.getHttpServer()).get('/api/v1/users').set('Authorization', `Bearer ${key.plain_key}`);
    expect([(await there.get('/api/v1/users')).status, (await byKey()).status]).toEqual([200, 200]);
    await admin.send('patch', '/api/v1/tenants/paused', { state: 'suspended' });
    expect([(await there.get('/api/v1/users')).status, (await byKey()).status]).toEqual([401, 401]);
    expect((await boss.post('/api/v1/session/tenant', { tenant_id: 'paused' })).status).toBe(404);
    await admin.send('patch', '/api/v1/tenants/paused', { state: 'active' });
    expect([(await there.get('/api/v1/users')).status, (await byKey()).status]).toEqual([200, 200]);
    expect(recorded('tenant.changed').map(({ tenantId }) => tenantId)).toContain('paused');
  });

  it('let no page that was loaded in another one change anything, by whichever tab the sign-in was moved', async () => {
    await make('Elsewhere');
    const here = new Visitor(spine);
    await here.signIn('root-ana');
    const { csrf } = here;
    const moved = await here.post('/api/v1/session/tenant', { tenant_id: 'elsewhere' });
    const me = (await here.get('/api/v1/me')).body;
    expect([me.tenant_id, me.csrf_token]).toEqual(['elsewhere', moved.body.csrf_token]);
    const other = Object.assign(new Visitor(spine), { cookie: here.cookie, csrf });
    const stale = await other.post('/api/v1/organizations', { name: 'Stale' });
    expect([stale.status, stale.body.code]).toEqual([403, 'csrf']);
    expect((await here.post('/api/v1/organizations', { name: 'Stale' })).status).toBe(201);
  });

  it('are not suspended when that locks out who administers the installation', async () => {
    const { body } = await admin.send('patch', '/api/v1/tenants/default', { state: 'suspended' });
    // There are other tenants where they belong, so this one may be; with none it may not.
    expect(body.state).toBe('suspended');
    await sql(spine.url, `update auth_tenant set state = 'active' where id = 'default'`);
    await sql(
      spine.url,
      `update auth_membership set state = 'disabled' where user_id = $1 and tenant_id <> 'default'`,
      [adminId],
    );
    admin = new Visitor(spine);
    await admin.signIn('root-ana');
    const last = await admin.send('patch', '/api/v1/tenants/default', { state: 'suspended' });
    expect([last.status, last.body.code]).toEqual([409, 'last_admin']);
    await sql(spine.url, `update auth_membership set state = 'active'`);
  });

  it('are closed once they have no probes; their name stays taken and their trail is kept', async () => {
    await make('Closing');
    let probes = 2;
    const limits = spine.app.get(TenantLimits, { strict: false });
    limits.countBy('probes', (_tx, tenantId) => Promise.resolve(tenantId === 'closing' ? probes : 0));
    const refused = await admin.send('delete', '/api/v1/tenants/closing');
    expect([refused.status, refused.body.code, refused.body.probes]).toEqual([409, 'has_probes', 2]);
    probes = 0;
    const gone = await admin.send('delete', '/api/v1/tenants/closing');
    expect(gone.status).toBe(204);
    expect((await admin.get('/api/v1/tenants/closing')).status).toBe(404);
    expect((await admin.post('/api/v1/tenants', { name: 'Closing' })).body.code).toBe('slug_conflict');
    expect((await admin.send('delete', '/api/v1/tenants/default')).body.code).toBe('needed_tenant');
    expect(recorded('tenant.removed').map(({ tenantId }) => tenantId)).toEqual(['default', 'closing']);
  });

  it('have members that their administrators change, and that the installation adds', async () => {
    const { id } = await addPerson(spine, admin, 'member', 'viewer');
    const path = `/api/v1/tenants/default/members/${id}`;
    expect((await boss.send('patch', path, { role: 'operator' })).body).toMatchObject({ role: 'operator' });
    const visitor = new Visitor(spine);
    await visitor.signIn('member');
    expect((await boss.send('patch', path, { state: 'disabled' })).body).toMatchObject({ state: 'disabled' });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    const drawn = await boss.post('/api/v1/tenants/default/members', { username: 'member', role: 'viewer' });
    expect(drawn.body.code).toBe('installation_only');
    await make('Club');
    const added = await admin.post('/api/v1/tenants/club/members', { username: 'member', role: 'viewer' });
    expect([added.status, added.body]).toEqual([
      201,
      expect.objectContaining({ user_id: id, role: 'viewer' }),
    ]);
    const again = await admin.post('/api/v1/tenants/club/members', { username: 'member', role: 'viewer' });
    expect(again.body.code).toBe('already_member');
    expect((await boss.send('delete', path)).status).toBe(204);
    expect((await admin.get('/api/v1/tenants/club/members')).body.total).toBe(2);
    expect(recorded('member.removed').at(-1)).toMatchObject({ detail: { account: 'kept' } });
  });

  it('let an administrator of the installation in by themselves, loudly', async () => {
    await sql(spine.url, `insert into auth_tenant (id, name) values ('foreign', 'Foreign')`);
    const joined = await admin.post('/api/v1/tenants/foreign/members', {
      username: 'root-ana',
      role: 'admin',
    });
    expect(joined.status).toBe(201);
    expect(recorded('member.added').at(-1)).toMatchObject({
      tenantId: 'foreign',
      actor: { id: adminId },
      summary: 'root-ana administers the installation and made themselves admin of this tenant',
    });
  });

  it('are said for a person all at once', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'nomad', 'viewer');
    const put = await admin.send('put', `/api/v1/users/${id}/tenants`, {
      tenant_ids: ['club', 'twin', 'club'],
    });
    expect(put.body).toEqual({ user_id: id, tenant_ids: ['club', 'twin'], status: 'updated' });
    expect((await visitor.get('/api/v1/me')).status).toBe(401);
    const back = new Visitor(spine);
    await back.signIn('nomad');
    expect((await back.get('/api/v1/me')).body.tenants.map((one: { id: string }) => one.id).sort()).toEqual([
      'club',
      'twin',
    ]);
    const answers = [
      await admin.send('put', `/api/v1/users/${id}/tenants`, { tenant_ids: ['nowhere'] }),
      await boss.send('put', `/api/v1/users/${id}/tenants`, { tenant_ids: ['default'] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 403]);
  });

  it('stand in organisations', async () => {
    const made = await admin.post('/api/v1/organizations', { name: 'North Sea' });
    expect([made.status, made.body]).toEqual([
      201,
      { id: 'north-sea', name: 'North Sea', created_at: expect.any(String), tenants: 0 },
    ]);
    // Their own, and nothing of how many others are in it.
    expect((await boss.get('/api/v1/organizations')).body).toMatchObject({
      total: 1,
      organizations: [{ tenants: 1 }],
    });
    await admin.send('patch', '/api/v1/tenants/club', { organization_id: 'north-sea' });
    expect((await admin.get('/api/v1/organizations')).body.organizations).toContainEqual(
      expect.objectContaining({ id: 'north-sea', tenants: 1 }),
    );
    expect((await boss.get('/api/v1/organizations')).body.total).toBe(1);
    expect((await boss.post('/api/v1/organizations', { name: 'Mine' })).body.code).toBe('installation_only');
  });
});
