import type { ServerKey } from '@legator/contracts';

/** The public keys a probe must know to trust what it is sent. Provided by whoever holds the private halves. */
export abstract class ServerKeys {
  /** The key in use first; then those that come next. Empty: protocol 2 cannot be offered. */
  abstract list(): readonly ServerKey[];
}
