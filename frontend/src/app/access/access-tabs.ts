import type { Permission } from '@legator/contracts';
import type { Session } from '../core/session';

export type AccessTab = 'users' | 'roles' | 'keys' | 'sessions' | 'sso';

interface Tab {
  readonly id: AccessTab;
  readonly permission: Permission;
  /** About all tenants at once, so for administrators of the installation alone. */
  readonly everywhere?: true;
}

/** Which tab needs what. */
export const ACCESS_TABS: readonly Tab[] = [
  { id: 'users', permission: 'user:manage' },
  { id: 'roles', permission: 'role:manage' },
  { id: 'keys', permission: 'key:manage' },
  { id: 'sessions', permission: 'user:manage' },
  { id: 'sso', permission: 'settings:manage', everywhere: true },
];

/** Those that this person may use. */
export function tabsFor(session: Pick<Session, 'actor' | 'shows'>): readonly Tab[] {
  const actor = session.actor();
  const runsAll = !actor || actor.installation_admin === true || actor.type === 'local';
  return ACCESS_TABS.filter(
    ({ permission, everywhere }) => session.shows(permission) && (runsAll || !everywhere),
  );
}
