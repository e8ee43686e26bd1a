import { type Bounds, effectiveLevel, RANK } from './policy-words';
import { WORDS } from './policy-tab-words';

/** What becomes of a command that needs more than runs by itself. */
export function aboveText(bounds: Bounds): string {
  if (!bounds.ceiling) return WORDS.rules.upstream;
  return RANK[bounds.ceiling] > RANK[effectiveLevel(bounds)] ? WORDS.rules.asks : WORDS.rules.refuses;
}
