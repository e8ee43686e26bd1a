import type { Permission } from '@legator/contracts';
import { confirmBy, confirmedLately, DomainError, may } from '@legator/core';
import type { Actor } from '@legator/core';

/** Whoever has one of these can come to the accounts, the keys or the rights of others. */
const POWERS: readonly Permission[] = [
  ...(['admin', 'user:manage', 'member:manage', 'role:manage'] as const),
  ...(['key:manage', 'settings:manage', 'tenant:manage'] as const),
];

/** Whoever has one of these changes hosts, or lets others change them. */
const DEEDS: readonly Permission[] = ['approval:write', 'command:exec'];

/** Why a new account, membership, key or invitation with such rights asks for it. */
export const WEIGHTY = 'whoever has it can run commands, decide about them, or hand out rights in turn';

/**
 * What hands over an account, or rights, is done by somebody who proved within the last minutes that it is them: a
 * sign-in that lies open is not enough. Keys have no way to prove it; how far they reach is a rule of its own.
 *
 * @throws `confirmation_needed` (403), with `confirm_by`
 */
export function mustBeThere(actor: Actor, now: Date, what: string): void {
  if (actor.type !== 'user' || confirmedLately(actor, now)) return;
  throw new DomainError(
    'forbidden',
    'confirmation_needed',
    `Confirm first that it is you: ${what}. At the command line: legatorctl confirm.`,
    { extra: { confirm_by: confirmBy(actor) } },
  );
}

/** Whether something is allowed after that was not before. */
export function gains(before: readonly Permission[], after: readonly Permission[]): boolean {
  return after.some((permission) => !may({ permissions: before }, permission));
}

/** Whether giving these permissions to somebody new, a program or a guest asks for a proof. */
export function isWeighty(permissions: readonly Permission[]): boolean {
  return rulesOthers(permissions) || permissions.some((permission) => DEEDS.includes(permission));
}

/** Whether somebody with these permissions could hand out accounts, keys or rights in turn. */
export function rulesOthers(permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => POWERS.includes(permission));
}

/**
 * Whether these permissions are those of people alone: to rule others, or to decide. A key that had a hand in who
 * decides would answer its own requests.
 */
export function isForPeople(permissions: readonly Permission[]): boolean {
  return rulesOthers(permissions) || permissions.includes('approval:write');
}
