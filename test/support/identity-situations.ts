import { answer, fail, hang } from './console-answers.js';
import { failure, loading, press, seen } from './console-scene.js';
import type { Situation } from './console-scene.js';
import { HOSTILE } from './hostile.js';
import { AT, METHODS, MEMBERS, TENANTS, access, asPerson, signedOut, user } from './identity-answers.js';

const signIn: readonly Situation[] = [
  {
    name: 'sign-in',
    path: '/fleet?q=tag%3Aprod',
    before: (page) => signedOut(page, { oidc: { name: 'Example ID', login_url: '/auth/oidc/login' } }),
    reach: (page) => seen(page, 'Sign in with Example ID'),
  },
  {
    name: 'sign-in-refused',
    path: '/sign-in?error=sign_in_refused',
    before: (page) => signedOut(page),
    reach: (page) => seen(page, 'Check the name and the password'),
  },
  {
    name: 'sign-in-change-password',
    path: '/sign-in',
    before: async (page) => {
      await asPerson(page, { must_change_password: true });
      await answer(page, 'auth/methods', METHODS);
    },
    reach: (page) => seen(page, 'Choose a password'),
  },
  {
    name: 'setup',
    path: '/welcome',
    before: (page) => signedOut(page, { setup_needed: true }),
    reach: (page) => seen(page, 'Create the first administrator'),
  },
  {
    name: 'join',
    path: '/welcome/join#token=lgi_none',
    before: async (page) => {
      await signedOut(page);
      const tenant = { id: 'default', name: 'Example' };
      await answer(page, 'auth/invitation/look', { tenant, name: '', role: 'operator', expires_at: AT });
    },
    reach: (page) => seen(page, 'You are invited as operator.'),
  },
  {
    name: 'device',
    path: '/device#code=BCDF-GHJK',
    before: async (page) => {
      await asPerson(page);
      const asked = { user_code: 'BCDF-GHJK', host_name: HOSTILE.markup, address: '10.4.0.17' };
      await answer(page, 'auth/device/BCDFGHJK', { ...asked, created_at: AT, expires_at: AT });
    },
    reach: (page) => seen(page, 'A command line asks to work as you.'),
  },
];

const accessPages: readonly Situation[] = [
  {
    name: 'access-users',
    path: '/admin/access/users',
    before: access,
    reach: (page) => seen(page, 'Jon Berg'),
  },
  {
    name: 'access-users-menu',
    path: '/admin/access/users',
    before: access,
    reach: async (page) => {
      await press(page, 'Actions for Jon Berg');
      await page.getByRole('menuitem', { name: 'Enable' }).waitFor();
    },
  },
  {
    name: 'access-invite',
    path: '/admin/access/users',
    before: access,
    reach: async (page) => {
      await press(page, 'Invite');
      await page.getByRole('dialog', { name: 'Invite somebody' }).waitFor();
    },
  },
  {
    name: 'access-loading',
    path: '/admin/access/users',
    before: async (page) => {
      await asPerson(page);
      await hang(page, 'users', 'roles', 'invitations');
    },
    reach: loading,
  },
  {
    name: 'access-error',
    path: '/admin/access/users',
    before: async (page) => {
      await asPerson(page);
      await fail(page, 'users', 'roles', 'invitations');
    },
    reach: failure,
  },
  {
    name: 'access-roles',
    path: '/admin/access/roles',
    before: access,
    reach: (page) => seen(page, 'audit:read'),
  },
  {
    name: 'access-role',
    path: '/admin/access/roles',
    before: access,
    reach: async (page) => {
      await seen(page, 'audit:read');
      await press(page, 'New role');
      await page.getByRole('dialog', { name: 'New role' }).waitFor();
    },
  },
  {
    name: 'access-keys',
    path: '/admin/access/keys',
    before: access,
    reach: (page) => seen(page, 'Expires soon'),
  },
  {
    name: 'access-keys-empty',
    path: '/admin/access/keys',
    before: async (page) => {
      await asPerson(page);
      await answer(page, 'auth/keys', { keys: [], total: 0 });
      await answer(page, 'service-accounts', { service_accounts: [], total: 0 });
    },
    reach: (page) => seen(page, 'No keys yet'),
  },
  {
    name: 'access-sessions',
    path: '/admin/access/sessions',
    before: access,
    reach: (page) => seen(page, 'Command line'),
  },
  {
    name: 'access-sso',
    path: '/admin/access/sso',
    before: access,
    reach: (page) => seen(page, 'Client secret'),
  },
  {
    name: 'tenants',
    path: '/admin/tenants',
    before: async (page) => {
      await access(page);
      await answer(page, 'tenants', { tenants: TENANTS, total: 2 });
      await answer(page, 'tenants/*/limits', {
        tenant_id: 'default',
        limits: { probes: 20, users: 20, api_keys: null, commands_per_minute: null },
        usage: { probes: 19, users: 3, api_keys: 2, commands_per_minute: 0 },
      });
      await answer(page, 'tenants/*/members', { members: MEMBERS, total: 3 });
    },
    reach: async (page) => {
      await seen(page, 'Suspended');
      await seen(page, 'Jon Berg');
    },
  },
  {
    name: 'profile',
    path: '/profile',
    before: async (page) => {
      await access(page);
      await answer(page, 'profile', { ...user({}), has_password: true, passkeys: 1, identities: [] });
      const passkey = { id: 'p1', name: 'Laptop', created_at: AT, last_used_at: AT, transports: [] };
      await answer(page, 'profile/passkeys', { passkeys: [passkey], total: 1 });
    },
    reach: (page) => seen(page, 'Laptop'),
  },
  {
    name: 'account-menu',
    only: 'wide',
    path: '/audit',
    before: access,
    reach: async (page) => {
      await press(page, /^Account of Mara Keller/);
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    },
  },
  {
    name: 'session-end',
    path: '/audit',
    before: async (page) =>
      asPerson(page, { session_expires_at: new Date(Date.now() + 115_000).toISOString() }),
    reach: (page) => seen(page, 'Your sign-in is about to end'),
  },
];

/** Signing in, one's account, and who may do what. */
export const identity: readonly Situation[] = [...signIn, ...accessPages];
