import type { ChatRunCount, ChatRunPart, ChatRunState } from '@legator/contracts';

/** What somebody has to know first, where not every host can be named. */
const FIRST: readonly ChatRunState[] = [
  'waiting',
  'failed',
  'denied',
  'running',
  'canceled',
  'skipped',
  'succeeded',
];

/** A run that names so many hosts at most, those first that need somebody; of the rest it says how many stand how. */
export function naming(run: ChatRunPart, most: number): ChatRunPart {
  if (run.targets.length <= most) return run;
  const ranked = run.targets.toSorted((a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state));
  const named = new Set(ranked.slice(0, most));
  const rest = run.targets.filter((target) => !named.has(target));
  return {
    ...run,
    targets: run.targets.filter((target) => named.has(target)),
    more_targets: added(run.more_targets ?? [], countsOf(rest)),
  };
}

/** How many hosts of a run stand how, named or not. */
export function runCounts({ targets, more_targets: more = [] }: ChatRunPart): ChatRunCount[] {
  return added(countsOf(targets), more);
}

export function countsOf(targets: readonly { readonly state: ChatRunState }[]): ChatRunCount[] {
  return added(targets.map(({ state }) => ({ state, count: 1 })));
}

function added(...lists: readonly (readonly ChatRunCount[])[]): ChatRunCount[] {
  const sums = new Map<ChatRunState, number>();
  for (const { state, count } of lists.flat()) sums.set(state, (sums.get(state) ?? 0) + count);
  return [...sums].map(([state, count]) => ({ state, count }));
}
