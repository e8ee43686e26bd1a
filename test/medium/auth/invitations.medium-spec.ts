import request from 'supertest';
import { firstAdmin, inOneMoment, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson, secondTenant, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

describe('invitations', () => {
  let spine: Spine;
  let admin: Visitor;

  beforeAll(async () => {
    spine = await startAuth({ externalUrl: 'https://legator.example.com/' });
    admin = await firstAdmin(spine);
    expect(admin.csrf).not.toBe('');
  }, 60_000);

  afterAll(() => spine.close());

  beforeEach(() => sql(spine.url, 'delete from auth_attempt'));

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);
  const invite = async (role = 'viewer', by = admin, more = {}) => {
    const { status, body } = await by.post('/api/v1/invitations', { role, name: 'Ben', ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { id: body.invitation.id as string, token: body.link.split('#token=')[1] as string, body };
  };
  const look = (token: string) => new Visitor(spine).post('/api/v1/auth/invitation/look', { token });
  const accept = (token: string, username: string, visitor = new Visitor(spine)) =>
    visitor.post('/api/v1/auth/invitation/accept', { token, username, password: PASSWORD });

  it('are links that hold what proves them behind the #, shown once', async () => {
    const { body, token, id } = await invite('operator');
    expect(body.link).toMatch(/^https:\/\/legator\.example\.com\/welcome\/join#token=lgi_[0-9a-f]{64}$/);
    expect(body.invitation).toMatchObject({
      name: 'Ben',
      role: 'operator',
      state: 'open',
      created_by: 'root-ana',
    });
    const lasts = Date.parse(body.invitation.expires_at) - Date.parse(body.invitation.created_at);
    expect(Math.round(lasts / 60_000)).toBe(72 * 60);
    const { body: listed } = await admin.get('/api/v1/invitations');
    expect(JSON.stringify([listed, spine.audit.appended])).not.toContain(token.slice(4));
    const rows = await sql(spine.url, `select payload::text from directives_directive`);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    expect(recorded('invitation.created')).toMatchObject([{ subject: { type: 'invitation', id } }]);
  });

  it('tell whoever holds one where it leads, make an account for them and sign it in', async () => {
    const { token, id } = await invite('operator');
    expect((await look(token)).body).toEqual({
      tenant: { id: 'default', name: 'Default' },
      name: 'Ben',
      role: 'operator',
      expires_at: expect.any(String),
    });
    const ben = new Visitor(spine);
    const { status, body } = await accept(token, 'ben', ben);
    expect([status, body]).toEqual([200, { status: 'signed_in', tenant_id: 'default' }]);
    expect((await ben.get('/api/v1/me')).body).toMatchObject({ username: 'ben', role: 'operator' });
    expect((await new Visitor(spine).signIn('ben')).status).toBe(200);
    const { body: listed } = await admin.get('/api/v1/invitations');
    expect(listed.invitations.find((one: { id: string }) => one.id === id)).toMatchObject({
      state: 'accepted',
      accepted_by: 'ben',
    });
    expect(recorded('invitation.accepted').at(-1)).toMatchObject({
      actor: { name: 'ben', address: expect.stringContaining('127.0.0.1') },
    });
    expect(recorded('auth.login').map(({ detail }) => detail?.['method'])).toContain('invitation');
  });

  it('take somebody who is signed in into the tenant with the account they have', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'guest', 'viewer');
    await secondTenant(spine.url, 'second', id, 'admin');
    await visitor.post('/api/v1/session/tenant', { tenant_id: 'second' });
    const { token } = await invite('viewer', visitor);
    const twice = await visitor.post('/api/v1/auth/invitation/accept', { token });
    expect([twice.status, twice.body.code]).toEqual([409, 'already_member']);
    const { csrf } = admin;
    admin.csrf = '';
    const forged = await admin.post('/api/v1/auth/invitation/accept', { token });
    admin.csrf = csrf;
    expect([forged.status, forged.body.code]).toEqual([403, 'csrf']);
    const joined = await admin.post('/api/v1/auth/invitation/accept', { token });
    expect(joined.body).toEqual({ status: 'joined', tenant_id: 'second' });
    const { body: me } = await admin.get('/api/v1/me');
    expect(me.tenant_id).toBe('default');
    expect(me.tenants.map((one: { id: string; role: string }) => [one.id, one.role])).toContainEqual([
      'second',
      'viewer',
    ]);
    expect(recorded('member.added').at(-1)).toMatchObject({ tenantId: 'second', after: { role: 'viewer' } });
  });

  it('are the same nothing once used, revoked, expired or made up', async () => {
    const used = await invite();
    await accept(used.token, 'used-it');
    const revoked = await invite();
    expect((await admin.send('delete', `/api/v1/invitations/${revoked.id}`)).status).toBe(204);
    expect((await admin.send('delete', `/api/v1/invitations/${revoked.id}`)).status).toBe(404);
    const expired = await invite();
    await sql(spine.url, `update auth_invitation set expires_at = now() - interval '1 s' where id = $1`, [
      expired.id,
    ]);
    const answers = [];
    for (const { token } of [used, revoked, expired, { token: `lgi_${'0'.repeat(64)}` }]) {
      await sql(spine.url, 'delete from auth_attempt');
      answers.push(await look(token), await accept(token, 'nobody'));
    }
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.message}`)).size).toBe(1);
    expect(answers[0]!.body.code).toBe('invitation_gone');
    expect(await sql(spine.url, `select from auth_user where username = 'nobody'`)).toEqual([]);
    expect(
      (await admin.get('/api/v1/invitations')).body.invitations.map((one: { state: string }) => one.state),
    ).toEqual(expect.arrayContaining(['accepted', 'revoked', 'expired']));
  });

  it('are used once, by one of fifty at the same moment', async () => {
    const { token } = await invite();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => accept(token, `racer-${at}`)));
    const counts = Map.groupBy(answers, ({ status }) => status);
    expect(counts.get(200)).toHaveLength(1);
    expect([...counts.keys()].every((status) => [200, 404, 429, 503].includes(status))).toBe(true);
    expect(await sql(spine.url, `select from auth_user where username like 'racer-%'`)).toHaveLength(1);
  }, 60_000);

  it('give no more than whoever makes them has', async () => {
    await admin.post('/api/v1/roles', { name: 'host', permissions: ['fleet:read', 'member:manage'] });
    const { visitor } = await addPerson(spine, admin, 'host', 'host');
    const { status, body } = await visitor.post('/api/v1/invitations', { role: 'admin' });
    expect([status, body.code]).toEqual([403, 'beyond_own_rights']);
    expect((await visitor.post('/api/v1/invitations', { role: 'host' })).status).toBe(201);
  });

  it.each([
    ['disabled', (id: string) => admin.post(`/api/v1/users/${id}/disable`)],
    ['removed', (id: string) => admin.send('delete', `/api/v1/users/${id}`)],
    ['made a viewer', (id: string) => admin.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' })],
  ])('lead nowhere once whoever made them was %s', async (how, take) => {
    const { id, visitor } = await addPerson(spine, admin, `maker-${how.split(' ')[0]}`, 'admin');
    const { token } = await invite('admin', visitor);
    expect((await look(token)).status).toBe(200);
    await take(id);
    expect((await look(token)).body.code).toBe('invitation_gone');
    expect((await accept(token, 'back-door')).body.code).toBe('invitation_gone');
  });

  it.each([
    ['disabled', (id: string) => admin.post(`/api/v1/users/${id}/disable`)],
    ['removed', (id: string) => admin.send('delete', `/api/v1/users/${id}`)],
    ['made a viewer', (id: string) => admin.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' })],
  ])('lead nowhere once whoever made the key they were made with was %s', async (how, take) => {
    const { id, visitor } = await addPerson(spine, admin, `keeper-${how.split(' ')[0]}`, 'admin');
    const { body } = await visitor.post('/api/v1/auth/keys', { name: 'later', permissions: ['admin'] });
    const made = await request(spine.app.getHttpServer())
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${body.plain_key}`)
      .send({ role: 'viewer', name: 'Ben' });
    const token = made.body.link.split('#token=')[1];
    expect((await look(token)).status).toBe(200);
    await take(id);
    expect((await look(token)).body.code).toBe('invitation_gone');
    expect((await accept(token, 'back-door')).body.code).toBe('invitation_gone');
  });

  it('made with the key of an account for programs lead nowhere once that is disabled', async () => {
    const { body: account } = await admin.post('/api/v1/service-accounts', { name: 'bot', role: 'admin' });
    const { body } = await admin.post('/api/v1/auth/keys', {
      name: 'bot',
      permissions: ['admin'],
      service_account_id: account.id,
    });
    const made = await request(spine.app.getHttpServer())
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${body.plain_key}`)
      .send({ role: 'viewer', name: 'Ben' });
    const token = made.body.link.split('#token=')[1];
    expect((await look(token)).status).toBe(200);
    await admin.send('patch', `/api/v1/service-accounts/${account.id}`, { enabled: false });
    expect((await look(token)).body.code).toBe('invitation_gone');
  });

  it('lead nowhere in a tenant that is suspended', async () => {
    const { token } = await invite();
    await sql(spine.url, `update auth_tenant set state = 'suspended' where id = 'default'`);
    expect((await look(token)).body.code).toBe('invitation_gone');
    await sql(spine.url, `update auth_tenant set state = 'active' where id = 'default'`);
  });

  it('let nobody guess', async () => {
    await inOneMoment(spine, async () => {
      for (let times = 0; times < 5; times += 1) await look(`lgi_${String(times).repeat(64)}`);
      expect((await look('lgi_wrong')).status).toBe(429);
    });
    // Somebody else’s address is not slowed down, and neither are people who sign in.
    expect((await new Visitor(spine).signIn('root-ana')).status).toBe(200);
  });

  it.each([
    [{ expires_in: '31d' }, 400, 'invalid_request'],
    [{ expires_in: 'soon' }, 400, 'invalid_request'],
    [{ role: 'wizard' }, 400, 'unknown_role'],
    [{ tenant_id: 'second' }, 400, 'invalid_request'],
  ])('are not made with %j', async (over, status, code) => {
    const answer = await admin.post('/api/v1/invitations', { role: 'viewer', ...over });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('make no account with a weak password or a name in use, and can then be used still', async () => {
    const { token } = await invite();
    const attempt = (over: object) =>
      new Visitor(spine).post('/api/v1/auth/invitation/accept', {
        token,
        username: 'late-comer',
        password: PASSWORD,
        ...over,
      });
    const codes = [];
    for (const over of [{ password: 'password1234' }, { username: 'ROOT-ANA' }, { username: undefined }])
      codes.push((await attempt(over)).body.code);
    expect(codes).toEqual(['weak_password', 'conflict', 'invalid_request']);
    expect((await attempt({})).status).toBe(200);
  });
});
