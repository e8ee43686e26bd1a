import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

const NEXT = 'four grey badgers';

describe('the trail of who may do what', () => {
  let spine: Spine;
  let adminId: string;
  let veraId: string;
  let guestId: string;
  const secrets: string[] = [PASSWORD, NEXT];

  beforeAll(async () => {
    spine = await startAuth();
    await everything();
  }, 120_000);

  afterAll(() => spine.close());

  /** One of each change, by the first administrator unless it is about somebody’s own. */
  async function everything(): Promise<void> {
    const admin = await firstAdmin(spine);
    adminId = (await admin.get('/api/v1/me')).body.id;
    await new Visitor(spine).signIn('root-ana', 'not this one');
    await admin.post('/api/v1/roles', { name: 'host', permissions: ['fleet:read'] });
    await admin.send('put', '/api/v1/roles/host', { permissions: ['approval:read'] });
    await admin.send('delete', '/api/v1/roles/host');
    const { id, visitor } = await addPerson(spine, admin, 'vera', 'viewer');
    veraId = id;
    await visitor.get('/api/v1/users');
    await visitor.post('/api/v1/profile/password', { current: PASSWORD, new: NEXT });
    await visitor.post('/api/v1/auth/logout');
    await admin.send('put', `/api/v1/users/${id}/role`, { role: 'auditor' });
    await admin.send('patch', `/api/v1/users/${id}`, { display_name: 'V' });
    await admin.post(`/api/v1/users/${id}/disable`);
    await admin.post(`/api/v1/users/${id}/enable`);
    secrets.push((await admin.post(`/api/v1/users/${id}/password`)).body.one_time_password);
    for (const end of ['revoke', 'accept'] as const) {
      const { body } = await admin.post('/api/v1/invitations', { role: 'viewer' });
      const token = body.link.split('#token=')[1];
      secrets.push(token);
      if (end === 'revoke') await admin.send('delete', `/api/v1/invitations/${body.invitation.id}`);
      else
        await new Visitor(spine).post('/api/v1/auth/invitation/accept', {
          token,
          username: 'guest',
          password: PASSWORD,
        });
    }
    const { people } = (await admin.get('/api/v1/people')).body;
    guestId = people.find((one: { username: string }) => one.username === 'guest').id;
    await admin.post('/api/v1/organizations', { name: 'Org' });
    await admin.post('/api/v1/tenants', { name: 'Club' });
    await admin.send('patch', '/api/v1/tenants/club', { name: 'The club' });
    await admin.post('/api/v1/tenants/club/members', { username: 'vera', role: 'viewer' });
    await admin.send('patch', `/api/v1/tenants/club/members/${id}`, { role: 'auditor' });
    await admin.send('delete', `/api/v1/tenants/club/members/${id}`);
    await admin.post('/api/v1/session/tenant', { tenant_id: 'club' });
    await admin.post('/api/v1/session/tenant', { tenant_id: 'default' });
    await admin.send('delete', '/api/v1/tenants/club');
    const key = await admin.post('/api/v1/auth/keys', { name: 'ci', permissions: ['fleet:read'] });
    secrets.push(key.body.plain_key);
    await admin.send('delete', `/api/v1/auth/keys/${key.body.key.id}`);
    await admin.send('delete', `/api/v1/users/${id}`);
  }

  const entries = () => spine.audit.appended;

  it.each([
    ...[
      'auth.login',
      'auth.login_failed',
      'auth.logout',
      'auth.authorization_denied',
      'auth.tenant_switched',
    ],
    ...[
      'user.first_created',
      'user.created',
      'user.changed',
      'user.role_changed',
      'user.disabled',
      'user.enabled',
    ],
    ...['user.password_reset', 'user.password_changed', 'user.removed'],
    ...['role.created', 'role.changed', 'role.removed'],
    ...['invitation.created', 'invitation.revoked', 'invitation.accepted'],
    ...['tenant.created', 'tenant.changed', 'tenant.removed', 'organization.created'],
    ...['member.added', 'member.changed', 'member.removed', 'api_key.created', 'api_key.revoked'],
  ])('has %s, with the address and who really acted', (type) => {
    const found = entries().filter((one) => one.type === type);
    expect(found.length).toBeGreaterThan(0);
    for (const { actor } of found) expect(actor.address).toMatch(/127\.0\.0\.1/);
    for (const { subject, summary } of found) expect([subject?.id, summary]).not.toContain('');
    expect(found.map(({ actor }) => actor.id)).toContain(by(type));
  });

  /** Most of it the first administrator did. */
  const by = (type: string) => {
    if (type === 'user.first_created') return 'server-console';
    if (type === 'auth.login_failed') return 'anonymous';
    if (type === 'invitation.accepted') return guestId;
    return ['auth.logout', 'auth.authorization_denied', 'user.password_changed'].includes(type)
      ? veraId
      : adminId;
  };

  it('says by which method somebody signed in, or was refused', () => {
    const method = (type: string) =>
      entries().flatMap((one) => (one.type === type ? one.detail?.['method'] : []));
    expect(new Set(method('auth.login'))).toEqual(new Set(['password', 'invitation']));
    expect(method('auth.login_failed')).toEqual(['password']);
  });

  it('holds none of the secrets', () => {
    const text = JSON.stringify(entries());
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
