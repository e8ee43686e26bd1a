import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { currentContext } from '../context/request-context.js';
import { runAfterCommit } from './after-commit.js';
import { databaseAway, isDatabaseAway } from '../errors/database-error.js';

/** An open transaction. Whoever writes takes one as an argument, so nothing is written outside. */
export type Tx = EntityManager;

export const APP_DATA_SOURCE = Symbol('APP_DATA_SOURCE');
export const WORKER_DATA_SOURCE = Symbol('WORKER_DATA_SOURCE');
export const SEALER_DATA_SOURCE = Symbol('SEALER_DATA_SOURCE');

/**
 * The only way to the tables. Row-level security does the rest: inside `run` only rows of the context's tenant exist.
 *
 * Everything in one transaction happens together or not at all. An error says whether the database was away
 * (`database_unavailable`, 503, nothing was done) or refused the work.
 */
@Injectable()
export class Transactions {
  constructor(
    @Inject(APP_DATA_SOURCE) private readonly app: DataSource,
    @Inject(WORKER_DATA_SOURCE) private readonly background: DataSource,
    @Inject(SEALER_DATA_SOURCE) private readonly seal: DataSource,
  ) {}

  /** As the tenant of the current context. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.runAs(currentContext().actor.tenantId, work);
  }

  /** As a tenant named by the caller, who must have it from a credential or a row, never from a body. */
  runAs<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.app, async (tx) => {
      await tx.query(`select set_config('app.tenant', $1, true)`, [tenantId]);
      return work(tx);
    });
  }

  /** Before a tenant is known: sees no tenant's rows, only the look-up functions made for it. */
  anonymous<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.app, work);
  }

  /** Across tenants, on the tables that a migration opened to `legator_worker`. */
  worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.background, work);
  }

  /** The sealer of the audit trail, and nobody else. */
  sealer<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.seal, work);
  }
}

async function inTransaction<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    let opened: Tx | undefined;
    const result = await source.transaction((tx) => work((opened = tx)));
    if (opened) runAfterCommit(opened);
    return result;
  } catch (error) {
    throw isDatabaseAway(error) ? databaseAway(error) : error;
  }
}
