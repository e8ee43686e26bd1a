import { Inject, Injectable } from '@nestjs/common';
import { Authenticator, CONFIG, DomainError } from '@legator/core';
import type { Actor, Allowance, Config, Credentials } from '@legator/core';
import { KeyAuthenticator } from './key-authenticator.js';
import { readCookie } from './sessions/session-cookie.js';
import { looksLikeSession } from './sessions/session-token.js';
import { Sessions } from './sessions/sessions.service.js';

/**
 * Who calls: with sign-in off everybody is `local`; else a program by its key, or a person by their session, from the
 * cookie of a browser or as a bearer from the command line. A header that says who one is counts before a cookie.
 */
@Injectable()
export class CallerAuthenticator extends Authenticator {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: KeyAuthenticator,
    private readonly sessions: Sessions,
  ) {
    super();
  }

  async authenticate(credentials: Credentials): Promise<Actor | undefined> {
    const { headers, address, method } = credentials;
    if (!this.config.auth) return this.keys.authenticate(credentials);
    const used = method !== undefined;
    const { authorization } = headers;
    if (authorization === undefined) {
      const cookie = readCookie(this.config, headers);
      // One that does not hold any more is none: the page to sign in has to be reachable with it.
      return cookie === undefined
        ? undefined
        : this.sessions.actorOf(cookie, { via: 'cookie', address, used });
    }
    const [scheme, token = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !looksLikeSession(token))
      return this.keys.authenticate(credentials);
    const actor = await this.sessions.actorOf(token, { via: 'bearer', address, used });
    if (!actor) {
      throw new DomainError(
        'unauthorized',
        'session_ended',
        'This sign-in has ended. Sign in again with `legatorctl login`.',
      );
    }
    return actor;
  }

  override admit(actor: Actor): Allowance | undefined {
    return this.keys.admit(actor);
  }

  denied(
    actor: Actor | undefined,
    what: { method: string; path: string; permission: string },
  ): Promise<void> {
    return this.keys.denied(actor, what);
  }
}
