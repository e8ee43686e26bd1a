import { Inject, Injectable } from '@nestjs/common';
import { escapeLiteral } from 'pg';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { currentContext } from '../context/request-context.js';
import { runAfterCommit } from './after-commit.js';
import { databaseAway, isDatabaseAway, outcomeUnknown } from '../errors/database-error.js';

/** An open transaction. Whoever writes takes one as an argument, so nothing is written outside. */
export type Tx = EntityManager;

export const APP_DATA_SOURCE = Symbol('APP_DATA_SOURCE');
export const WORKER_DATA_SOURCE = Symbol('WORKER_DATA_SOURCE');
export const SEALER_DATA_SOURCE = Symbol('SEALER_DATA_SOURCE');

/**
 * The only way to the tables. Row-level security does the rest: inside `run` only rows of the context's tenant exist.
 *
 * Everything in one transaction happens together or not at all. An error says whether the database was away
 * (`database_unavailable`, 503, nothing was done), was lost while it was told to keep the work (`outcome_unknown`, 503,
 * either all or nothing of it) or refused the work.
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
    return inTransaction(this.app, `begin; set local app.tenant = ${escapeLiteral(tenantId)}`, work);
  }

  /** Before a tenant is known: sees no tenant's rows, only the look-up functions made for it. */
  anonymous<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.app, 'begin', work);
  }

  /** Across tenants, on the tables that a migration opened to `legator_worker`. */
  worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.background, 'begin', work);
  }

  /** Across tenants like `worker`, for a single statement that only reads: it needs no transaction around it. */
  async look<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await read(this.background.manager);
    } catch (error) {
      throw isDatabaseAway(error) ? databaseAway(error) : error;
    }
  }

  /** The sealer of the audit trail, and nobody else. */
  sealer<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.seal, 'begin', work);
  }
}

/** Whether the server said so. On a connection that is gone there is nothing to roll back; the server has done it. */
function rolledBack(runner: QueryRunner): Promise<boolean> {
  if (runner.isReleased) return Promise.resolve(false);
  return runner.query('rollback').then(
    () => true,
    () => false,
  );
}

/**
 * Opens with one round trip, tenant included: on a busy machine the trips are what costs. TypeORM's own `transaction`
 * takes two for the same, so it is told here that one is open (its locks ask for that).
 */
async function inTransaction<T>(
  source: DataSource,
  opening: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  const state = runner as { isTransactionActive: boolean };
  let committing = false;
  try {
    const connection = (await runner.connect()) as ClientBase;
    await connection.query(opening);
    state.isTransactionActive = true;
    const result = await work(runner.manager);
    committing = !runner.isReleased;
    const { command } = await connection.query('commit');
    state.isTransactionActive = false;
    // After a failed statement whose error somebody swallowed, PostgreSQL answers a commit by undoing everything.
    if (command !== 'COMMIT')
      throw new Error('A statement of this transaction failed, so all of it was undone.');
    runAfterCommit(runner.manager);
    return result;
  } catch (error) {
    // TypeORM releases a runner by itself when its connection breaks, and then says only that it is released.
    const away = isDatabaseAway(error) || runner.isReleased;
    const wasOpen = state.isTransactionActive;
    const undone = wasOpen && (await rolledBack(runner));
    state.isTransactionActive = false;
    // A commit that the server refused, for whatever reason, is no riddle: it still answers, and says that it is undone.
    if (committing && wasOpen && !undone) throw outcomeUnknown(error);
    throw away ? databaseAway(error) : error;
  } finally {
    await runner.release();
  }
}
