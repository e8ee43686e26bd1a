import type { Permission } from '@legator/contracts';
import { permissionsOf } from '../sessions/sessions.service.js';

/** Whoever a key belongs to, as they are now. */
export interface KeyBound {
  readonly active: boolean;
  readonly permissions: readonly Permission[];
}

/** The columns that say whom a key belongs to; joined by the look-up of the migration and by the list alike. */
export interface BoundRow {
  readonly made_by_type: string | null;
  readonly person_active: boolean | null;
  readonly person_role: string | null;
  readonly person_permissions: Permission[] | null;
  readonly account_id: string | null;
  readonly account_active: boolean | null;
  readonly account_permissions: Permission[] | null;
  readonly account_role: string | null;
}

/**
 * What holds a key back: its account, or the person who made it. A person who is not in the tenant any more counts as
 * disabled. Keys from times without people, and those made on the server, have nobody above them.
 */
export function boundOf(row: BoundRow): KeyBound | undefined {
  if (row.account_id !== null) {
    return {
      active: row.account_active === true,
      permissions: rightsOf(row.account_role, row.account_permissions),
    };
  }
  if (row.made_by_type !== 'user') return undefined;
  return {
    active: row.person_active === true,
    permissions: rightsOf(row.person_role, row.person_permissions),
  };
}

/** What a role or a list gives. A role that nobody knows any more gives nothing. */
export function rightsOf(role: string | null, listed: readonly Permission[] | null): readonly Permission[] {
  return role === null ? (listed ?? []) : permissionsOf({ role, custom: listed });
}

/** What a key may do now: what it was given, as far as whoever it belongs to may do it themselves. */
export function effectiveRights(
  given: readonly Permission[],
  bound: KeyBound | undefined,
): readonly Permission[] {
  if (!bound) return given;
  if (!bound.active) return [];
  if (bound.permissions.includes('admin')) return given;
  if (given.includes('admin')) return bound.permissions;
  return given.filter((permission) => bound.permissions.includes(permission));
}
