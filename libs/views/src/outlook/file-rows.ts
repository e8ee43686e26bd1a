import type { ExpectedRow } from '@legator/contracts';
import type { Told } from './command-words.js';

const WRITTEN: Readonly<Record<string, string>> = {
  create: 'there',
  rights: 'other rights',
  owner: 'another owner',
  attributes: 'other attributes',
  capabilities: 'other capabilities',
  label: 'another label',
  append: 'longer at its end',
  touch: 'there, with another time',
  cut: 'cut off',
};
/** What is deleted from it, or on it, where it stays itself. */
const EMPTIED: Readonly<Record<string, string>> = {
  move: 'moved away',
  cut: 'cut off',
  destroy: 'erased',
  discard: 'without what was not kept',
  branch: 'without that branch',
  tag: 'without that tag',
  mirror: 'as its source',
  vacuum: 'without older entries',
  clear: 'emptied',
  mail: 'without that mail',
  'at job': 'without that job',
};
/** All but the last operand are sources, which stay as they are. */
const COPIES = /^(copy|install)$/;
const JOINED = /^(move|rename)$/;

/** Paths that a command writes or deletes. What is in them nobody tells before: the probe looks when it runs. */
export function fileRows(effects: readonly Told[]): ExpectedRow[] {
  return touchedPaths(effects).map(({ path, kind, verb, isSource }) => ({
    kind: 'file',
    subject: path,
    before: null,
    after: afterwards(kind, verb, isSource),
  }));
}

function afterwards(kind: string, verb: string, isSource: boolean): string {
  if (kind === 'delete') return EMPTIED[verb] ?? 'gone';
  return isSource ? 'moved away' : (WRITTEN[verb] ?? 'written');
}

export interface TouchedPath {
  readonly path: string;
  readonly kind: 'write' | 'delete';
  readonly verb: string;
  readonly isSource: boolean;
}

/** Absolute paths alone: a relative word may be no path at all. */
export function touchedPaths(effects: readonly Told[]): TouchedPath[] {
  return effects.flatMap(({ kind, verb, target }) => {
    if (kind !== 'write' && kind !== 'delete') return [];
    const path = target.replace(/^of=(?=\/)/, '');
    if (!path.startsWith('/') || path.length > 4_096 || path.split('/').includes('..')) return [];
    const together = effects.filter((one) => one.kind === kind && one.verb === verb);
    const isLast = together.at(-1)?.target === target;
    if (kind === 'write' && COPIES.test(verb) && !isLast) return [];
    const isSource = kind === 'write' && JOINED.test(verb) && together.length > 1 && !isLast;
    return [{ path, kind, verb, isSource }];
  });
}
