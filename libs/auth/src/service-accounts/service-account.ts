import type { Permission } from '@legator/contracts';

/** What an account may do: a list, or whatever a role gives at the moment. One of the two is set. */
export interface AccountRights {
  readonly permissions: readonly Permission[] | null;
  readonly role: string | null;
}

/** An account for programs. It is no person and signs in with its keys alone. */
export interface ServiceAccount extends AccountRights {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  /** What it may do now, by its list or its role. */
  readonly rights: readonly Permission[];
  /** How many of its keys work. */
  readonly keys: number;
  readonly lastUsedAt: Date | null;
}

/** As the trail says it, before and after a change. */
export function described(
  account: Pick<ServiceAccount, 'name' | 'description' | 'disabledAt'> & AccountRights,
) {
  const { name, description, permissions, role, disabledAt } = account;
  return { name, description, permissions, role, enabled: disabledAt === null };
}
