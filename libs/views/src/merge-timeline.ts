import { newestFirst } from './timeline-cursor.js';
import type { Place } from './timeline-cursor.js';

/** What was read of one source, newest first: up to its limit, so there may be more below its last. */
export interface Branch<T extends Place> {
  readonly rows: readonly T[];
  readonly limit: number;
}

export interface Merged<T> {
  readonly page: readonly T[];
  /** Where the next page begins; null when there is none. */
  readonly next: Place | null;
}

/**
 * One list out of several, never further down than all of them have been read: what lies below would be shown before
 * something that is newer. `hidden` rows take part in that and are not shown.
 */
export function mergeNewest<T extends Place>(
  branches: readonly Branch<T>[],
  limit: number,
  hidden: (row: T) => boolean,
): Merged<T> {
  const floor = branches
    .filter((branch) => branch.rows.length === branch.limit)
    .map(({ rows }) => rows.at(-1)!)
    .sort(newestFirst)[0];
  const reached = branches
    .flatMap(({ rows }) => rows)
    .filter((row) => !floor || newestFirst(row, floor) <= 0)
    .sort(newestFirst);
  const shown = reached.filter((row) => !hidden(row));
  const page = shown.slice(0, limit);
  if (shown.length > limit) return { page, next: placeOf(page.at(-1)!) };
  return { page, next: floor ? placeOf(floor) : null };
}

function placeOf({ at, id }: Place): Place {
  return { at, id };
}
