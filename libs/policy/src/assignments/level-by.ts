import { lower, type Level } from '@legator/contracts';
import type { HeldPolicy } from '../decision/facts.js';
import type { ProbePolicyRow } from './assignments.store.js';

type Base = Pick<ProbePolicyRow, 'baseLevel'> | undefined;

/** The strictest of its policies; without any, see `levelWithout`. */
export function levelBy(held: readonly HeldPolicy[], row: Base, level: Level): Level {
  if (held.length === 0) return levelWithout(row, level);
  return held.map(({ document }) => document.level).reduce(lower);
}

/** Without a policy it is what was there before any, and never more than it has now: that may be a policy's that left. */
export function levelWithout(row: Base, level: Level): Level {
  return row ? lower(row.baseLevel, level) : level;
}
