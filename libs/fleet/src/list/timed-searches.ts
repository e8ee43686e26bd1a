import { DomainError, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';

/** So long one statement may search the fleet. */
export const SEARCH_MS = 5_000;

/** What PostgreSQL calls a statement that took longer than it may. */
const CANCELED = '57014';

/**
 * The one way to search the fleet for what somebody typed: their filter must not hold a connection that all others
 * wait for, nor wait for rows that others have locked. Whatever takes longer ends with `query_too_slow`.
 */
export class TimedSearches {
  constructor(
    private readonly transactions: Transactions,
    private readonly limitMs: number,
  ) {}

  /** A transaction of its own as the tenant of the context; each of its statements has so long. */
  run<T>(search: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.run((tx) => this.limited(tx, search)).catch((error) => this.tooSlow(error));
  }

  /** The same as a tenant named by the caller. */
  runAs<T>(tenantId: string, search: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions
      .runAs(tenantId, (tx) => this.limited(tx, search))
      .catch((error) => this.tooSlow(error));
  }

  /** A part of the caller's transaction; what comes after it has as long as it takes. */
  async within<T>(tx: Tx, search: (tx: Tx) => Promise<T>): Promise<T> {
    const found = await this.limited(tx, search).catch((error) => this.tooSlow(error));
    await tx.query('set local statement_timeout to default');
    return found;
  }

  private async limited<T>(tx: Tx, search: (tx: Tx) => Promise<T>): Promise<T> {
    await tx.query(`set local statement_timeout = ${this.limitMs}`);
    return search(tx);
  }

  /** @throws `query_too_slow` for a statement that was ended by its limit, anything else as it is */
  private tooSlow(error: unknown): never {
    if ((error as { driverError?: { code?: unknown } })?.driverError?.code !== CANCELED) throw error;
    throw new DomainError(
      'timeout',
      'query_too_slow',
      `The fleet was searched for ${this.limitMs / 1_000} seconds without an end. ` +
        'Use fewer words and wildcards, or a tag or site, or try again in a moment.',
      { cause: error },
    );
  }
}
