import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../context/actor.js';

export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  /** Of a request that somebody makes now; absent when a credential is only looked at again. */
  readonly method?: string;
}

/** How much somebody has left of what they may ask in this minute. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  /** This request was one too many. */
  readonly exceeded: boolean;
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
  /** Counts a request of somebody whose requests are limited; nothing for all others. */
  admit(_actor: Actor): Allowance | undefined {
    return undefined;
  }
}
