import type { CapturedChange } from '@legator/contracts';
import { normalPath } from '@legator/shell';
import { judged, type CommandWords } from './asked-captures.js';

/** What the words of a command say of what could not be seen. */
export interface Reach {
  /** It goes through all that is in a folder, of which only the names are looked at. */
  readonly recursive: boolean;
  /** It moves something from or to a place that was not looked at. */
  readonly movesUnseen: boolean;
  /** Whether it does no more to a folder than to change its rights. */
  rightsAlone(folder: string): boolean;
}

/** Options for all that is below, and programs that find out by themselves what to go through. */
const RECURSIVE = /(^|\s)(-[a-zA-Z]*R[a-zA-Z]*|--rec[a-z]*|find|xargs)(?=[\s;&|)]|$)/;
const OF_ITSELF = /^(rights|owner|create|install)$/;

export function reachOf(words: CommandWords, changes: readonly CapturedChange[]): Reach {
  const seen = new Set(changes.filter(({ kind }) => kind === 'file').map(({ name }) => name));
  const { effects } = judged(words);
  const text = [...words.argv, words.line ?? ''].join(' ').replace(/["'\\]/g, '');
  return {
    recursive: RECURSIVE.test(text),
    movesUnseen: effects.some(({ verb, target }) => verb === 'move' && !seen.has(normalPath(target))),
    rightsAlone: (folder) =>
      effects.every(({ verb, target }) => normalPath(target) !== folder || OF_ITSELF.test(verb)),
  };
}
