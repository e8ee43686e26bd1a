import { createHash } from 'node:crypto';
import pg from 'pg';

/** What PostgreSQL says when a table has changed under a statement that it keeps (SQLSTATE 0A000). */
const STALE_PLAN = 'cached plan must not change result type';

const names = new Map<string, string>();

/**
 * A connection that lets PostgreSQL keep each statement it is sent with values: read and planned once, not every time.
 * The product's statements are few and their texts never change, so each is known by the hash of its text.
 */
class PreparingClient extends pg.Client {
  override query(...args: never[]): never {
    const plain = (...given: unknown[]) => Reflect.apply(super.query, this, given) as unknown;
    const [text, values, ...rest] = args as unknown[];
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return plain(...args) as never;
    const answer = plain({ name: nameOf(text), text, values }, ...rest);
    // After a migration beside a running replica: a new connection reads the statement anew.
    if (answer instanceof Promise)
      answer.catch((error: Error) => error.message === STALE_PLAN && void this.end());
    return answer as never;
  }
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

/** The driver for TypeORM, with connections that prepare. */
export const preparingDriver = {
  defaults: pg.defaults,
  types: pg.types,
  Client: PreparingClient,
  Pool: class extends pg.Pool {
    constructor(options: pg.PoolConfig) {
      super({ ...options, Client: PreparingClient } as pg.PoolConfig);
    }
  },
};
