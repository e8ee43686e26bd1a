import { Logger } from '@nestjs/common';
import { afterCommit, runAfterCommit } from './after-commit.js';
import type { Tx } from './transactions.js';

Logger.overrideLogger(false);

it('does everything that was asked for, and never turns what is committed into a failure', () => {
  const tx = {} as Tx;
  const done: string[] = [];
  afterCommit(tx, () => {
    throw new Error('a hint that could not be given');
  });
  afterCommit(tx, () => done.push('the other'));
  expect(() => runAfterCommit(tx)).not.toThrow();
  expect(done).toEqual(['the other']);
});
