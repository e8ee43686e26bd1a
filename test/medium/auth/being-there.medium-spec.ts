import { Sessions } from '../../../libs/auth/src/sessions/sessions.service.js';
import { firstAdmin, PASSWORD, startAuth } from './auth-ground.js';
import type { Visitor } from './auth-ground.js';
import { addPerson, secondTenant, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

let spine: Spine;
let admin: Visitor;
let ben: { id: string; visitor: Visitor };
let clerk: Visitor;
let account: string;

beforeAll(async () => {
  spine = await startAuth();
  admin = await firstAdmin(spine);
  ben = await addPerson(spine, admin, 'ben', 'viewer');
  await admin.post('/api/v1/roles', { name: 'clerk', permissions: ['user:manage'] });
  clerk = (await addPerson(spine, admin, 'clerk', 'clerk')).visitor;
  await admin.post('/api/v1/roles', { name: 'narrow', permissions: ['fleet:read'] });
  await admin.post('/api/v1/roles', { name: 'judge', permissions: ['approval:write'] });
  await secondTenant(spine.url, 'west', ben.id);
  await secondTenant(spine.url, 'north');
  account = (await admin.post('/api/v1/service-accounts', { name: 'ci', permissions: ['fleet:read'] })).body
    .id;
}, 60_000);
afterAll(() => spine.close());

/** Everybody proved so long ago that they are there, and the server knows. */
async function there(secondsAgo: number): Promise<void> {
  await sql(
    spine.url,
    `update auth_session set confirmed_at = now() - make_interval(secs => $1), confirmed_by = 'password'`,
    [secondsAgo],
  );
  spine.app.get(Sessions, { strict: false })['remembered'] = new Map();
}

const provider = { enabled: false, provider_url: 'https://id.example.com', client_id: 'legator' };
type Ask = () => Promise<{ status: number; body: { code?: string; confirm_by?: string } }>;
const asking: [string, Ask][] = [
  ['the reset of a password', () => admin.post(`/api/v1/users/${ben.id}/password`)],
  ['the removal of somebody’s passkeys', () => admin.send('delete', `/api/v1/users/${ben.id}/passkeys`)],
  ['a higher role', () => admin.send('put', `/api/v1/users/${ben.id}/role`, { role: 'operator' })],
  [
    'a higher role in another tenant',
    () => admin.send('patch', `/api/v1/tenants/west/members/${ben.id}`, { role: 'operator' }),
  ],
  [
    'somebody to administer another tenant',
    () => admin.post('/api/v1/tenants/west/members', { username: 'clerk', role: 'admin' }),
  ],
  [
    'the whole installation',
    () => admin.send('patch', `/api/v1/users/${ben.id}`, { installation_admin: true }),
  ],
  [
    'more in a role that people have',
    () => admin.send('put', '/api/v1/roles/narrow', { permissions: ['fleet:read', 'command:exec'] }),
  ],
  [
    'another administrator',
    () => admin.post('/api/v1/users', { username: 'eve', password: PASSWORD, role: 'admin' }),
  ],
  [
    'an operator',
    () => admin.post('/api/v1/users', { username: 'op', password: PASSWORD, role: 'operator' }),
  ],
  [
    'somebody who decides about requests',
    () => admin.post('/api/v1/users', { username: 'judge', password: PASSWORD, role: 'judge' }),
  ],
  ['an invitation of an operator', () => admin.post('/api/v1/invitations', { name: 'op', role: 'operator' })],
  [
    'an operator in another tenant',
    () => admin.post('/api/v1/tenants/north/members', { username: 'clerk', role: 'operator' }),
  ],
  [
    'an operator in all their tenants',
    () =>
      admin.send('put', `/api/v1/users/${ben.id}/tenants`, {
        tenant_ids: ['default', 'west', 'north'],
        role: 'operator',
      }),
  ],
  [
    'a key that runs commands',
    () => admin.post('/api/v1/auth/keys', { name: 'k', permissions: ['command:exec'] }),
  ],
  ['an invitation of one', () => admin.post('/api/v1/invitations', { name: 'eve', role: 'admin' })],
  [
    'a key of a service account',
    () =>
      admin.post('/api/v1/auth/keys', {
        name: 'k',
        permissions: ['fleet:read'],
        service_account_id: account,
      }),
  ],
  [
    'a key that may do everything',
    () => admin.post('/api/v1/auth/keys', { name: 'k', permissions: ['admin'] }),
  ],
  [
    'more for the keys of a service account',
    () => admin.send('patch', `/api/v1/service-accounts/${account}`, { permissions: ['command:exec'] }),
  ],
  [
    'a service account that goes on',
    async () => {
      await admin.send('patch', `/api/v1/service-accounts/${account}`, { enabled: false });
      return admin.send('patch', `/api/v1/service-accounts/${account}`, { enabled: true });
    },
  ],
  ['a new role', () => admin.post('/api/v1/roles', { name: 'fresh', permissions: ['fleet:read'] })],
  ['other settings of the provider', () => admin.send('put', '/api/v1/auth/oidc', provider)],
  ['their removal', () => admin.send('delete', '/api/v1/auth/oidc')],
];

it.each(asking)('%s asks for a proof of the last minutes, and is done after it', async (_what, ask) => {
  await there(301);
  const { status, body } = await ask();
  expect([status, body.code, body.confirm_by]).toEqual([403, 'confirmation_needed', 'password']);
  await admin.post('/api/v1/auth/confirm', { password: PASSWORD });
  expect((await ask()).status).toBeLessThan(300);
});

it('what gives nobody more asks for nothing', async () => {
  await there(301);
  const answers = [
    await admin.send('put', `/api/v1/users/${ben.id}/role`, { role: 'viewer' }),
    await admin.send('put', '/api/v1/roles/narrow', { permissions: ['fleet:read'] }),
    await admin.post('/api/v1/users', { username: 'plain', password: PASSWORD, role: 'viewer' }),
    await admin.post('/api/v1/invitations', { name: 'plain', role: 'viewer' }),
    await admin.post('/api/v1/auth/keys', { name: 'k', permissions: ['fleet:read'] }),
    await admin.send('patch', `/api/v1/users/${ben.id}`, { display_name: 'Benjamin' }),
  ];
  expect(answers.map(({ body }) => body.code)).toEqual(Array(answers.length).fill(undefined));
});

it('whoever may not do it at all is not asked first', async () => {
  await there(301);
  const { id } = (await admin.get('/api/v1/me')).body;
  const { body } = await clerk.post(`/api/v1/users/${id}/password`);
  expect(body.code).toBe('installation_only');
});

it('nothing is left of what was refused', async () => {
  await there(301);
  await admin.send('put', `/api/v1/users/${ben.id}/role`, { role: 'admin' });
  expect((await admin.get(`/api/v1/users/${ben.id}/role`)).body.role).toBe('viewer');
});
