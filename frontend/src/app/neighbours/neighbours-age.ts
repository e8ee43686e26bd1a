import type { NeighboursView } from '../core/api/models';
import { clockText, whenText } from '../ui/time-text';
import { WORDS } from './neighbours-words';

/** Three times as long as a probe takes to tell again. */
const OLD_SECONDS = 45 * 60;
const DAY_SECONDS = 86_400;

/** When they were heard of, and that it is long ago where it is. */
export function asOfText(view: NeighboursView | undefined): string {
  const { received_at: at, age_seconds: age } = view ?? {};
  if (!at || age === null || age === undefined) return '';
  const time = age < DAY_SECONDS ? clockText(at) : whenText(at);
  return age < OLD_SECONDS ? WORDS.asOf(time) : WORDS.old(time);
}
