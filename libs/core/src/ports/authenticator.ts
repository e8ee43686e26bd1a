import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../context/actor.js';

export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

/** Finds out who asks. Provided by `auth`. */
export abstract class Authenticator {
  /** @returns the actor, or nothing when no credential was given; throws `unauthorized` when a wrong one was. */
  abstract authenticate(credentials: Credentials): Promise<Actor | undefined>;
  /** Written down, because someone tried. */
  abstract denied(
    actor: Actor | undefined,
    what: { method: string; path: string; permission: string },
  ): Promise<void>;
}
