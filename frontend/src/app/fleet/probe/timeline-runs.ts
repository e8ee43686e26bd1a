import type { TimelineEntry } from '../../core/api/models';

/** One line of the list: a happening by itself, or all that is known of one command. */
export interface TimelineRow {
  /** Stays the same while more is told of the command. */
  readonly id: string;
  /** When the newest of it happened. */
  readonly at: string;
  /** What the line says; of a command its own entry, which has its newest state. */
  readonly entry: TimelineEntry;
  /** All that was told of the command, newest first; empty for what stands alone. */
  readonly facts: readonly TimelineEntry[];
}

/** Puts what is about the same command into one row, where the newest of it stands. */
export function foldRuns(entries: readonly TimelineEntry[]): readonly TimelineRow[] {
  const runs = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    if (entry.directive_id === undefined) continue;
    const run = runs.get(entry.directive_id);
    if (run) run.push(entry);
    else runs.set(entry.directive_id, [entry]);
  }
  return entries.flatMap((entry) => {
    const facts = runs.get(entry.directive_id ?? '');
    if (!facts || facts.length === 0) return [alone(entry)];
    return facts[0] === entry ? [rowOf(facts)] : [];
  });
}

export function alone(entry: TimelineEntry): TimelineRow {
  return { id: entry.id, at: entry.at, entry, facts: [] };
}

function rowOf(facts: readonly TimelineEntry[]): TimelineRow {
  const newest = facts[0]!;
  const entry = facts.find(({ kind }) => kind === 'directive') ?? newest;
  return {
    id: newest.directive_id ?? newest.id,
    at: newest.at,
    entry,
    facts: facts.length > 1 ? facts : [],
  };
}
