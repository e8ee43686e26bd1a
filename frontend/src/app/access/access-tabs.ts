import type { Permission } from '@legator/contracts';

export type AccessTab = 'users' | 'roles' | 'keys' | 'sessions' | 'sso';

/** Which tab needs what. */
export const ACCESS_TABS: readonly { readonly id: AccessTab; readonly permission: Permission }[] = [
  { id: 'users', permission: 'user:manage' },
  { id: 'roles', permission: 'role:manage' },
  { id: 'keys', permission: 'key:manage' },
  { id: 'sessions', permission: 'user:manage' },
  { id: 'sso', permission: 'settings:manage' },
];
