import { inject } from '@angular/core';
import type {
  CreatedInvitation,
  CreatedUser,
  CreateInvitation,
  CreateRole,
  CreateUser,
  InvitationList,
  MemberList,
  Profile,
  ResetPassword,
  RoleList,
  TenantLimitsView,
  TenantList,
  UserList,
  UserView,
} from '@legator/contracts';
import { sessionsEnd } from '../app/core/api/fn/sessions/sessions-end';
import { sessionsEndOthers } from '../app/core/api/fn/sessions/sessions-end-others';
import { sessionsList } from '../app/core/api/fn/sessions/sessions-list';
import { sessionsMe } from '../app/core/api/fn/sessions/sessions-me';
import { sessionsSwitchTenant } from '../app/core/api/fn/sessions/sessions-switch-tenant';
import { signInConfirm } from '../app/core/api/fn/sign-in/sign-in-confirm';
import { signInLogin } from '../app/core/api/fn/sign-in/sign-in-login';
import { signInLogout } from '../app/core/api/fn/sign-in/sign-in-logout';
import { signInOffered } from '../app/core/api/fn/sign-in/sign-in-offered';
import type { Me, SessionView } from '../app/core/api/models';
import { bodyOf, DemoRefusal, on, type DemoCall, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { makePeople } from './identity-people';

const HOUR_MS = 3_600_000;
const route = <R>(method: string, path: string, answer: (call: DemoCall) => R) =>
  on<R>({ method, path: `/api/v1/${path}`, as: 'json' }, answer);

/** Who one is, who else there is, and what they may do. A reload brings everything back as it was. */
export function identityRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const iso = (ms: number) => new Date(world.now() + ms).toISOString();
  const { users, roles, invitations, tenants, members } = makePeople(world.now());
  let confirmed = false;
  let tenantId = 'default';
  let sessions = sessionsOf(iso);
  const find = ({ params: { id = '' } }: DemoCall) => {
    const at = users.findIndex((one) => one.id === id);
    const found = users[at];
    if (!found) throw new DemoRefusal(404, 'not_found', `There is nobody ${id}.`);
    return { at, found, change: (over: Partial<UserView>) => (users[at] = { ...found, ...over }) };
  };
  const me = (): Me => ({
    ...{
      id: 'mara',
      username: 'mara',
      display_name: users[0]?.display_name ?? '',
      role: 'admin',
      type: 'user',
    },
    ...{ permissions: ['admin'], tenant_id: tenantId, installation_admin: true },
    tenants: tenants.map(({ id, name, role = 'viewer' }) => ({ id, name, role })),
    ...{ session_id: 'here', session_expires_at: iso(10 * HOUR_MS), session_idle_seconds: 7_200 },
    ...{ has_passkey: true, has_password: true },
  });
  return [
    on(sessionsMe(), me),
    on(signInOffered(), () => ({
      ...{ sign_in: 'on' as const, password: true, passkeys: false, setup_needed: false },
      oidc: { name: 'Example ID', login_url: '/auth/oidc/login' },
    })),
    on(signInLogin({ body: { username: '', password: '' } }), () => ({ status: 'signed_in' as const })),
    on(signInLogout(), () => ({ status: 'signed_out' as const })),
    on(signInConfirm({ body: { password: '' } }), () => {
      confirmed = true;
      return { confirmed_at: iso(0), confirmed_by: 'password' as const };
    }),
    on(sessionsSwitchTenant({ body: { tenant_id: '' } }), (call) => {
      tenantId = bodyOf<{ tenant_id: string }>(call).tenant_id ?? tenantId;
      return me();
    }),
    on(sessionsList(), () => ({ sessions: [...sessions], total: sessions.length })),
    on(sessionsEnd({ id: ':id' }), ({ params: { id } }) => {
      sessions = sessions.filter((one) => one.id !== id);
    }),
    on(sessionsEndOthers(), () => {
      const ended = sessions.length - 1;
      sessions = sessions.filter(({ current }) => current);
      return { ended };
    }),
    route<UserList>('GET', 'users', () => ({ users: [...users], total: users.length })),
    route<CreatedUser>('POST', 'users', (call) => {
      const { username = '', display_name = username, role = 'viewer' } = bodyOf<CreateUser>(call);
      const made: UserView = {
        ...users[3]!,
        ...{ id: crypto.randomUUID(), username, display_name, role, must_change_password: true },
      };
      users.push(made);
      return { ...made, one_time_password: 'amber-canoe-vital-forty' };
    }),
    route('PATCH', 'users/:id', (call) => find(call).change(bodyOf<UserView>(call))),
    route('PUT', 'users/:id/role', (call) => find(call).change(bodyOf<UserView>(call))),
    route('POST', 'users/:id/disable', (call) => find(call).change({ enabled: false, sessions: 0 })),
    route('POST', 'users/:id/enable', (call) => find(call).change({ enabled: true })),
    route<ResetPassword>('POST', 'users/:id/password', (call) => {
      if (!confirmed)
        throw new DemoRefusal(403, 'confirmation_needed', 'Confirm first that it is you.', {
          confirm_by: 'password',
        });
      find(call).change({ must_change_password: true, sessions: 0 });
      return { one_time_password: 'harbour-lemon-quiet-tin', ended: 1, revoked_keys: 0, warning: '' };
    }),
    route('POST', 'users/:id/sessions/end', (call) => ({ ended: find(call).found.sessions })),
    route('DELETE', 'users/:id/passkeys', () => ({ removed: 1 })),
    route('DELETE', 'users/:id', (call) => users.splice(find(call).at, 1)),
    route<RoleList>('GET', 'roles', () => ({ roles: [...roles], total: roles.length })),
    route('POST', 'roles', (call) => {
      const { name = '', permissions = [], description = '' } = bodyOf<CreateRole>(call);
      roles.push({ name, permissions, description, built_in: false, members: 0 });
      return roles.at(-1);
    }),
    route('PUT', 'roles/:id', (call) => {
      const at = roles.findIndex(({ name }) => name === call.params['id']);
      return (roles[at] = { ...roles[at]!, ...bodyOf<CreateRole>(call) });
    }),
    route('DELETE', 'roles/:id', ({ params: { id } }) => {
      const at = roles.findIndex(({ name }) => name === id);
      if ((roles[at]?.members ?? 0) > 0) throw new DemoRefusal(409, 'role_in_use', 'Somebody has this role.');
      return roles.splice(at, 1);
    }),
    route<InvitationList>('GET', 'invitations', () => ({
      invitations: [...invitations],
      total: invitations.length,
    })),
    route<CreatedInvitation>('POST', 'invitations', (call) => {
      const { name = '', role = 'viewer' } = bodyOf<CreateInvitation>(call);
      const invitation = { ...invitations[0]!, id: crypto.randomUUID(), name, role, created_at: iso(0) };
      invitations.push(invitation);
      return { invitation, link: '/welcome/join#token=lgi_demo', warning: '' };
    }),
    route('DELETE', 'invitations/:id', ({ params: { id } }) => {
      const at = invitations.findIndex((one) => one.id === id);
      invitations[at] = { ...invitations[at]!, state: 'revoked' };
    }),
    route<TenantList>(
      'GET',
      'tenants',
      () => ({ tenants: [...tenants], total: tenants.length }) as TenantList,
    ),
    route<MemberList>('GET', 'tenants/:id/members', () => ({ members: members(), total: users.length })),
    route<TenantLimitsView>('GET', 'tenants/:id/limits', ({ params: { id = '' } }) => ({
      tenant_id: id,
      limits: { probes: 300, users: 20, api_keys: null, commands_per_minute: null },
      usage: { probes: 248, users: users.length, api_keys: 2, commands_per_minute: 3 },
    })),
    route<Profile>('GET', 'profile', () => ({
      ...{
        id: 'mara',
        username: 'mara',
        display_name: users[0]?.display_name ?? '',
        email: 'mara@example.com',
      },
      ...{ created_at: iso(-900 * HOUR_MS), has_password: true, must_change_password: false, passkeys: 1 },
      identities: [],
    })),
    route('PATCH', 'profile', (call) => (users[0] = { ...users[0]!, ...bodyOf<UserView>(call) })),
    route('POST', 'profile/password', () => ({ status: 'changed', ended: sessions.length - 1 })),
    route('GET', 'profile/passkeys', () => ({
      passkeys: [
        { id: 'pk-1', name: 'Laptop', created_at: iso(-300 * HOUR_MS), last_used_at: iso(-HOUR_MS) },
      ],
      total: 1,
    })),
  ];
}

function sessionsOf(iso: (ms: number) => string): readonly SessionView[] {
  const one = (id: string, over: Partial<SessionView>): SessionView => ({
    ...{ id, user_id: 'mara', username: 'mara', tenant_id: 'default', kind: 'browser', method: 'password' },
    ...{ created_at: iso(-2 * HOUR_MS), seen_at: iso(-60_000), expires_at: iso(10 * HOUR_MS) },
    ...{ address: '10.4.0.17', current: false },
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ...over,
  });
  return [
    one('here', { current: true, method: 'passkey' }),
    one('cli', { kind: 'cli', user_agent: 'legatorctl/0.1.0', seen_at: iso(-26 * HOUR_MS) }),
    one('jon', { user_id: 'jon', username: 'jon', method: 'oidc', address: '2001:db8::17' }),
  ];
}
