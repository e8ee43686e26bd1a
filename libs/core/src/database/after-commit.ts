import { Logger } from '@nestjs/common';
import type { Tx } from './transactions.js';

const logger = new Logger('database');
const waiting = new WeakMap<Tx, (() => void)[]>();

/** Runs `work` once the transaction has been committed; never, if it is not. For hints such as waking a listener. */
export function afterCommit(tx: Tx, work: () => void): void {
  const works = waiting.get(tx);
  if (works) works.push(work);
  else waiting.set(tx, [work]);
}

/** Called by `Transactions` right after the commit. */
export function runAfterCommit(tx: Tx): void {
  for (const work of waiting.get(tx) ?? []) {
    try {
      work();
    } catch (error) {
      // It is committed: an error now would tell the caller that nothing was done.
      logger.error({ err: error }, 'What was to follow a commit failed.');
    }
  }
  waiting.delete(tx);
}
