import type { InvitationView, MemberView, RoleView, TenantView, UserView } from '@legator/contracts';

const DAY_MS = 86_400_000;

/** Who belongs to the demo, as what, and what else is known about access to it. */
export function makePeople(now: number) {
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const user = (
    over: Partial<UserView> & Pick<UserView, 'id' | 'username' | 'display_name' | 'role'>,
  ): UserView => ({
    enabled: true,
    created_at: ago(90 * DAY_MS),
    last_login: ago(DAY_MS / 4),
    member_state: 'active',
    must_change_password: false,
    installation_admin: false,
    belongs_elsewhere: false,
    sign_in_methods: ['password'],
    sessions: 1,
    last_seen: ago(300_000),
    last_admin: false,
    ...over,
  });
  const users: UserView[] = [
    user({
      ...{ id: 'mara', username: 'mara', display_name: 'Mara Keller', role: 'admin' },
      ...{ installation_admin: true, sign_in_methods: ['password', 'passkey'], last_admin: true },
    }),
    user({
      id: 'jon',
      username: 'jon',
      display_name: 'Jon Berg',
      role: 'operator',
      sign_in_methods: ['oidc'],
    }),
    user({
      ...{ id: 'lena', username: 'lena', display_name: 'Lena Okafor', role: 'on-call' },
      ...{ belongs_elsewhere: true, last_seen: ago(2 * DAY_MS) },
    }),
    user({
      ...{ id: 'new', username: 'new.colleague', display_name: 'Sam Ito', role: 'viewer' },
      ...{ must_change_password: true, sessions: 0 },
    }),
    user({
      id: 'gone',
      username: 'gone',
      display_name: 'Petra Nowak',
      role: 'auditor',
      enabled: false,
      sessions: 0,
    }),
  ];
  const roles: RoleView[] = [
    {
      name: 'admin',
      permissions: ['admin'],
      built_in: true,
      description: 'May do everything in the tenant.',
      members: 1,
    },
    {
      ...{ name: 'operator', built_in: true, description: 'Runs commands and decides.', members: 1 },
      permissions: [
        'fleet:read',
        'fleet:write',
        'command:exec',
        'directive:read',
        'directive:cancel',
        'directive:rerun',
        'approval:read',
        'approval:write',
        'audit:read',
        'signal:read',
      ],
    },
    {
      ...{ name: 'viewer', built_in: true, description: 'Looks at everything, changes nothing.', members: 1 },
      permissions: ['fleet:read', 'directive:read', 'approval:read', 'audit:read', 'signal:read'],
    },
    {
      ...{ name: 'auditor', built_in: true, description: 'Reads the trail.', members: 1 },
      permissions: ['fleet:read', 'approval:read', 'audit:read', 'directive:read', 'signal:read'],
    },
    {
      ...{ name: 'on-call', built_in: false, description: 'Nights and weekends.', members: 1 },
      permissions: [
        'fleet:read',
        'command:exec',
        'directive:read',
        'approval:read',
        'approval:write',
        'execution:freeze',
      ],
    },
  ];
  const invitations: InvitationView[] = [
    {
      ...{
        id: 'inv-1',
        name: 'Ines from the data centre',
        role: 'operator',
        state: 'open',
        created_by: 'mara',
      },
      ...{ created_at: ago(DAY_MS), expires_at: ago(-2 * DAY_MS) },
    },
  ];
  const tenant = (id: string, name: string, members: number, role?: string): TenantView => ({
    ...{ id, name, slug: id, contact_email: `ops@${id}.example`, created_at: ago(200 * DAY_MS) },
    ...{ organization_id: 'default', state: 'active', members, ...(role ? { role } : {}) },
  });
  const tenants = [tenant('default', 'Example', 5, 'admin'), tenant('lab', 'Lab', 2, 'viewer')];
  const members = (): MemberView[] =>
    users.map(({ id, username, display_name, role, enabled, created_at }) => ({
      ...{ user_id: id, username, display_name, role, enabled, created_at },
      state: 'active' as const,
    }));
  return { users, roles, invitations, tenants, members };
}
