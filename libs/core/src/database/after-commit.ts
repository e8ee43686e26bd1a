import type { Tx } from './transactions.js';

const waiting = new WeakMap<Tx, (() => void)[]>();

/** Runs `work` once the transaction has been committed; never, if it is not. For hints such as waking a listener. */
export function afterCommit(tx: Tx, work: () => void): void {
  const works = waiting.get(tx);
  if (works) works.push(work);
  else waiting.set(tx, [work]);
}

/** Called by `Transactions` right after the commit. */
export function runAfterCommit(tx: Tx): void {
  for (const work of waiting.get(tx) ?? []) work();
  waiting.delete(tx);
}
