import type { CapturedChange, CapturedItem } from '@legator/contracts';
import { again, isPattern, isPlain, rights, type Facts, type Step } from './file-way-back.js';

/** Steps by the change that they take back, in the order in which they have to run; none where a file is taken away. */
export type MovesBack = ReadonlyMap<CapturedChange, Step[]>;

/**
 * Where a file went and the same contents came elsewhere, they may be the only ones there are: they go back by a move,
 * and never by deleting or writing over them.
 */
export function movesBack(changes: readonly CapturedChange[]): MovesBack {
  const all = new Map<CapturedChange, Step[]>();
  for (const gone of changes.filter(isGoneFile)) {
    const free = changes.filter((one) => isNewThere(one) && !all.has(one));
    for (const [change, steps] of chainTo(gone, free) ?? []) all.set(change, steps);
  }
  return all;
}

/** The move to a place, and what was before at the place it came from, which may have been moved as well. */
function chainTo(first: CapturedChange, free: CapturedChange[]): [CapturedChange, Step[]][] | undefined {
  const chain: [CapturedChange, Step[]][] = [];
  for (let to = first; ;) {
    const from = holderOf(to, free);
    if (!from) {
      const text = to === first ? undefined : again(to.name, to.before!);
      return text && [...chain, [to, text]];
    }
    free = free.filter((one) => one !== from);
    chain.push([to, [moved(from, to), ...rights(to.name, factsOf(to.before), factsOf(from.after))]]);
    if (from.change === 'added') return [...chain, [from, []]];
    to = from;
  }
}

function moved(from: CapturedChange, to: CapturedChange): Step {
  return { text: `move ${from.name} back to ${to.name}`, argv: ['mv', '--', from.name, to.name] };
}

/** Of several the one that nothing was written over, and of those the one of the same name. */
function holderOf({ name, before }: CapturedChange, free: readonly CapturedChange[]) {
  const fits = free.filter(({ after }) => factsOf(after)['sha256'] === factsOf(before)['sha256']);
  const last = (path: string) => path.slice(path.lastIndexOf('/'));
  const weight = (one: CapturedChange) =>
    (one.change === 'added' ? 2 : 0) + Number(last(one.name) === last(name));
  return fits.toSorted((a, b) => weight(b) - weight(a))[0];
}

/** Empty files are all the same, and nothing is lost with one. */
function isGoneFile({ kind, name, change, before }: CapturedChange): boolean {
  return (
    kind === 'file' && change === 'removed' && !isPattern(name) && isHashed(before) && before?.text !== ''
  );
}

function isNewThere({ kind, name, change, before, after }: CapturedChange): boolean {
  if (kind !== 'file' || isPattern(name) || !isHashed(after)) return false;
  if (change === 'added') return true;
  return change === 'changed' && isHashed(before) && factsOf(before)['sha256'] !== factsOf(after)['sha256'];
}

function isHashed(item: CapturedItem | null): boolean {
  return (
    item !== null && isPlain(item) && factsOf(item)['type'] === 'file' && Boolean(factsOf(item)['sha256'])
  );
}

function factsOf(item: CapturedItem | null): Facts {
  return item?.facts ?? {};
}
