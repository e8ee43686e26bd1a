import type { Actor } from './actor.js';

/** So long somebody who proved to be there counts as being there. */
export const STEP_UP_MS = 5 * 60_000;

/**
 * Whether the person proved lately that it is them: by a passkey when they have one. Where sign-in is off there is
 * nobody to ask; whatever is no person has no way to answer, and so never did.
 */
export function confirmedLately({ type, session }: Pick<Actor, 'type' | 'session'>, now: Date): boolean {
  if (type === 'local') return true;
  if (type !== 'user' || !session?.confirmedAt) return false;
  if (session.hasPasskey && session.confirmedBy !== 'passkey') return false;
  return now.getTime() - session.confirmedAt.getTime() <= STEP_UP_MS;
}

/** What this person has to prove it by: their passkey when they have one, else their password, else at the provider. */
export function confirmBy({ session }: Pick<Actor, 'session'>): 'passkey' | 'password' | 'oidc' {
  if (session?.hasPasskey) return 'passkey';
  return session?.hasNoPassword ? 'oidc' : 'password';
}
