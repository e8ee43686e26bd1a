import type { Permission } from '@legator/contracts';

/** Each opens a part of the page of access; that of single sign-on is for administrators of the installation, who have all. */
export const ACCESS_PERMISSIONS: readonly Permission[] = ['user:manage', 'role:manage', 'key:manage'];
/** Each opens a part of the page of tenants and sites. */
export const TENANT_PERMISSIONS: readonly Permission[] = ['tenant:manage', 'member:manage', 'site:manage'];
