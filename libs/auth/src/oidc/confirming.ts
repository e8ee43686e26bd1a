import { findContext } from '@legator/core';
import { OidcRefused } from './oidc-refused.js';

/** Somebody who is signed in, and proves at the provider that they are still there. */
export interface Confirming {
  readonly sessionId: string;
  readonly user: { readonly id: string; readonly username: string };
}

/**
 * Whoever the request comes from, with the sign-in that they confirm.
 *
 * @param began the sign-in that began it, when the browser comes back: it has to be the same
 * @throws OidcRefused for nobody, for another sign-in, and for people with a passkey, whom nothing else confirms
 */
export function confirming(began?: string): Confirming {
  const actor = findContext()?.actor;
  if (actor?.type !== 'user' || !actor.session) {
    throw new OidcRefused('oidc_not_signed_in', 'confirm_nobody', 'Nobody is signed in who could confirm.');
  }
  const user = { id: actor.id, username: actor.name };
  if (began !== undefined && began !== actor.session.id) {
    const message = 'Another sign-in began this.';
    throw new OidcRefused('oidc_not_signed_in', 'confirm_session', message, { user });
  }
  if (actor.session.hasPasskey) {
    throw new OidcRefused('passkey_needed', 'passkey_needed', 'This person confirms by passkey.', { user });
  }
  return { sessionId: actor.session.id, user };
}
