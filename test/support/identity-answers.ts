import type { Page } from 'playwright-core';
import type {
  ApiKeyView,
  InvitationView,
  Me,
  MemberView,
  RoleView,
  TenantView,
  UserView,
} from '@legator/contracts';
import { answer, api, change } from './console-answers.js';
import { HOSTILE } from './hostile.js';

export const AT = '2026-11-20T14:02:00.000Z';
export const METHODS = { sign_in: 'on', password: true, passkeys: true, setup_needed: false };

/** As the control plane answers somebody whom it does not know. */
export async function signedOut(page: Page, methods: object = {}): Promise<void> {
  const json = {
    error: 'unauthorized',
    code: 'unauthorized',
    message: 'Sign in first.',
    request_id: 'req-1',
  };
  await page.route(api('me'), (route) => route.fulfill({ status: 401, json }));
  await answer(page, 'auth/methods', { ...METHODS, ...methods });
}

/** Somebody who administers one of two tenants. */
export async function asPerson(page: Page, over: Partial<Me> = {}): Promise<void> {
  await change<Me>(page, 'me', (me) => ({
    ...me,
    ...{ id: 'u1', type: 'user', username: 'mara', display_name: 'Mara Keller', session_id: 's1' },
    tenants: [
      { id: 'default', name: 'Example', role: 'admin' },
      { id: 'lab', name: 'Lab', role: 'viewer' },
    ],
    ...{ has_password: true, session_expires_at: '2036-01-01T00:00:00.000Z' },
    ...over,
  }));
}

export const user = (over: Partial<UserView>): UserView => ({
  ...{
    id: 'u1',
    username: 'mara',
    display_name: 'Mara Keller',
    role: 'admin',
    enabled: true,
    created_at: AT,
  },
  ...{
    member_state: 'active',
    must_change_password: false,
    installation_admin: true,
    belongs_elsewhere: false,
  },
  ...{ sign_in_methods: ['password', 'passkey'], sessions: 1, last_seen: AT, last_admin: true },
  ...over,
});
const USERS = [
  user({}),
  user({
    id: 'u2',
    username: 'jon',
    display_name: 'Jon Berg',
    role: 'operator',
    last_admin: false,
    enabled: false,
  }),
  user({
    ...{
      id: 'u3',
      username: 'x'.repeat(63),
      display_name: HOSTILE.markup,
      role: 'on-call',
      last_admin: false,
    },
    ...{
      must_change_password: true,
      sign_in_methods: [],
      belongs_elsewhere: true,
      installation_admin: false,
    },
  }),
];
const ROLES: RoleView[] = [
  { name: 'admin', permissions: ['admin'], built_in: true, description: 'May do everything.', members: 1 },
  { name: 'viewer', permissions: ['fleet:read', 'audit:read'], built_in: true, members: 2 },
  { name: 'on-call', permissions: ['fleet:read', 'approval:write'], built_in: false, members: 1 },
];
const INVITATIONS: InvitationView[] = [
  {
    ...{ id: 'i1', name: 'Ines', role: 'operator', state: 'open', created_by: 'mara' },
    ...{ created_at: AT, expires_at: '2036-01-01T00:00:00.000Z' },
  },
];
const key = (over: Partial<ApiKeyView>): ApiKeyView => ({
  ...{ id: 'k1', name: 'deploy', key_prefix: 'lgk_5e1f', created_at: AT, enabled: true, expired: false },
  permissions: ['fleet:read', 'command:exec', 'directive:read', 'audit:read'],
  ...{ effective_permissions: ['fleet:read'], expires_soon: true, expires_at: '2026-12-01T00:00:00.000Z' },
  owner: { type: 'user', id: 'u1', name: 'mara' },
  ...over,
});
const ACCOUNT = {
  ...{ id: 'a1', name: 'pipeline', role: 'operator', permissions: ['fleet:read'], enabled: true, keys: 1 },
  ...{ created_at: AT, created_by: 'mara', description: 'Rolls out releases' },
};
const SESSION = {
  ...{ user_id: 'u1', username: 'mara', tenant_id: 'default', kind: 'browser', method: 'password' },
  ...{ created_at: AT, seen_at: AT, expires_at: '2036-01-01T00:00:00.000Z', address: '10.4.0.17' },
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const SESSIONS = {
  sessions: [
    { ...SESSION, id: 's1', current: true },
    { ...SESSION, id: 's2', current: false, kind: 'cli', user_agent: 'legatorctl/0.1.0' },
  ],
  total: 2,
};
export const TENANTS: TenantView[] = [
  {
    ...{ id: 'default', name: 'Example', slug: 'default', contact_email: '', created_at: AT },
    ...{ organization_id: 'default', state: 'active', members: 3, role: 'admin' },
  },
  {
    ...{ id: 'lab', name: 'Lab', slug: 'lab', contact_email: '', created_at: AT },
    ...{ organization_id: 'default', state: 'suspended', members: 1, role: 'viewer' },
  },
];
export const MEMBERS: MemberView[] = USERS.map(({ id, username, display_name, role, enabled }) => ({
  ...{ user_id: id, username, display_name, role, enabled, created_at: AT },
  state: 'active',
}));
const SSO = {
  settings: {
    ...{ enabled: true, provider_url: 'https://id.example.com/realms/main', client_id: 'legator' },
    role_mapping: { platform: 'operator', admins: 'admin' },
  },
  client_secret: { set: true, changed_at: AT, changed_by: 'mara' },
  ...{ from_environment: ['client_id'], callback_url: 'https://legator.example/auth/oidc/callback' },
  ...{ changed_at: AT, changed_by: 'mara' },
};

/** Somebody who administers, and all that the page of access asks for. */
export async function access(page: Page): Promise<void> {
  await asPerson(page);
  await answer(page, 'users', { users: USERS, total: 3 });
  await answer(page, 'roles', { roles: ROLES, total: 3 });
  await answer(page, 'invitations', { invitations: INVITATIONS, total: 1 });
  await answer(page, 'auth/keys', {
    keys: [key({}), key({ id: 'k2', name: 'old', expired: true })],
    total: 2,
  });
  await answer(page, 'service-accounts', { service_accounts: [ACCOUNT], total: 1 });
  await answer(page, 'auth/sessions*', SESSIONS);
  await answer(page, 'auth/oidc', SSO);
}
