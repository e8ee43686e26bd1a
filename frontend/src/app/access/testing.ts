import type { RoleView, UserView } from '@legator/contracts';

export function aUser(over: Partial<UserView> = {}): UserView {
  return {
    id: 'u1',
    username: 'ana',
    display_name: 'Ana Ruiz',
    role: 'admin',
    enabled: true,
    created_at: '2026-11-01T08:00:00Z',
    member_state: 'active',
    must_change_password: false,
    installation_admin: false,
    belongs_elsewhere: false,
    sign_in_methods: ['password'],
    sessions: 1,
    last_admin: false,
    ...over,
  };
}

export function aRole(over: Partial<RoleView> = {}): RoleView {
  return { name: 'viewer', permissions: ['fleet:read'], built_in: true, description: 'Looks.', ...over };
}

/** Keeps people and roles, and what was asked of it. */
export class FakePeopleApi {
  people: readonly UserView[] = [aUser()];
  all: readonly RoleView[] = [aRole(), aRole({ name: 'admin', permissions: ['admin'] })];
  readonly asked: unknown[][] = [];

  users = () => Promise.resolve(this.people);
  roles = () => Promise.resolve(this.all);
  invitations = () => Promise.resolve([]);
  resetPassword = (id: string, revokeKeys: boolean) => {
    this.asked.push(['reset', id, revokeKeys]);
    return Promise.resolve({ one_time_password: 'made for you', ended: 1, revoked_keys: 0, warning: '' });
  };
  setEnabled = (id: string, enabled: boolean) => {
    this.asked.push(['enabled', id, enabled]);
    this.people = this.people.map((one) => (one.id === id ? { ...one, enabled } : one));
    return Promise.resolve(this.people.find((one) => one.id === id));
  };
  letIn = (tenant: string, id: string) => {
    this.asked.push(['letIn', tenant, id]);
    this.people = this.people.map((one) => (one.id === id ? { ...one, member_state: 'active' } : one));
    return Promise.resolve({ state: 'active', enabled: this.people.find((one) => one.id === id)?.enabled });
  };
  setRole = (id: string, role: string) => this.did('role', id, role);
  endSessions = (id: string) => {
    this.asked.push(['end', id]);
    return Promise.resolve({ ended: 2 });
  };
  removeUser = (id: string) => this.did('remove', id);
  removeRole = (name: string) => this.did('removeRole', name);
  saveRole = (role: object, isNew: boolean) => this.did('saveRole', role, isNew);

  private did(...asked: unknown[]): Promise<object> {
    this.asked.push(asked);
    return Promise.resolve({});
  }
}
