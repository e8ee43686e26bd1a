import { readingsOf } from './meant-path.js';

/** The sort of thing that an effect touches. */
export type EffectKind =
  | 'read'
  | 'write'
  | 'delete'
  | 'network'
  | 'process'
  | 'package'
  | 'service'
  | 'account'
  | 'power'
  | 'credential'
  | 'mount'
  | 'container'
  | 'cluster'
  | 'database'
  | 'setting'
  | 'unknown';

/** One thing that a command would do: `{kind:'service', verb:'restart', target:'nginx.service'}`. */
export interface Effect {
  kind: EffectKind;
  verb: string;
  target: string;
}

/**
 * An effect as a grammar writes it down. The target is a literal; `$1` for the first operand, `$*` for one effect for
 * each operand, `$2*` for each from the second on, `$last` for the last one and `$sources` for all before it, `$-o` for
 * the value of an option, `$of=` for operands that begin so, without it. Behind it may stand `:unit` for the name of a
 * unit in full, `:linked` for what a symbolic link leads to, `:above` for a folder and what the one above it may hold,
 * `:beside` for files that count from the folder of `-C`, and `|*` for `*` where the option is not there. The verb may be
 * such a word as well. Of files a literal is a path from the root, or `*` where nobody can tell.
 */
export type EffectRow = readonly [kind: EffectKind, verb: string, target: string];

/** What was found in the words of a command, for the targets of its effects. */
export interface Found {
  operands: readonly string[];
  values(option: string): readonly string[];
}

/** The effects that a row stands for, given the words. What has no target in the words has `*`. */
export function spell([kind, verb, target]: EffectRow, found: Found): Effect[] {
  const done = verb.startsWith('$') ? (targets(verb, found)[0] ?? verb) : verb;
  return targets(target, found).map((one) => ({ kind, verb: done, target: one }));
}

function targets(target: string, found: Found): readonly string[] {
  const match =
    /^\$(\d?\*|\d|last|sources|-[A-Za-z0-9-]+|[a-z]+=)(?::(unit|linked|above|beside))?(\|\*)?$/.exec(target);
  if (!match) return [target];
  const [, which, as, orAny] = match;
  const words = pick(which!, found);
  if (as === 'beside') return words.flatMap((word) => besides(word, found.values('-C')));
  if (words.length === 0) return /^-|=$/.test(which!) && !orAny ? [] : ['*'];
  if (as === 'linked') return words.flatMap((word) => ledTo(word, found.operands));
  if (as === 'above') return words.flatMap((word) => [word, ...aboveOf(word)]);
  return as === 'unit' ? words.map(unitName) : words;
}

/**
 * Where a symbolic link may lead: a relative word counts from the folder that holds the link. The last operand is the
 * link, or the folder in which it is made under the name of what it leads to; without it that is where probes run all.
 */
export function ledTo(word: string, operands: readonly string[]): string[] {
  if (word.startsWith('/')) return [word];
  const link = operands.length > 1 ? operands.at(-1)! : '';
  return [...new Set([`${link.replace(/[^/]*\/*$/, '')}${word}`, `${link}/${word}`])];
}

/**
 * What tar may pack: a relative word counts from the last folder that -C names before it, and such a folder from the one
 * before. Which of them stand before it is not looked at; they are told as read, and so is all below.
 */
export function packedFrom(word: string, folders: readonly string[]): string[] {
  if (word.startsWith('/')) return [];
  return folders.map((_, at) => {
    const first = folders.findLastIndex((folder, i) => i <= at && folder.startsWith('/'));
    return [...folders.slice(Math.max(first, 0), at + 1), word].join('/');
  });
}

/**
 * All below the first folder on the way to one: the top of its tree, from which git works, may be any of those between.
 * A home stays one, since nobody says whose it is.
 */
export function aboveOf(folder: string): string[] {
  if (folder.startsWith('~')) return ['~/../**'];
  const tops = readingsOf(folder, 'write').map(({ path }) => /^(?:[a-z]:)?\/[^/]+(?=\/)/i.exec(path)?.[0]);
  return [...new Set(tops.filter((top) => top !== undefined))].map((top) => `${top}/**`);
}

/** Where a file is that may be written from a folder; with no folder nobody can tell, and nor of what has blanks in it. */
function besides(word: string, folders: readonly string[]): string[] {
  if (word.startsWith('/')) return [word];
  if (/^\*$|\s/.test(word)) return word === '*' ? [] : ['*'];
  return folders.length === 0 ? ['*'] : folders.map((folder) => `${folder}/${word}`);
}

function pick(which: string, { operands, values }: Found): readonly string[] {
  if (which === 'last') return operands.slice(-1);
  if (which === 'sources') return operands.slice(0, -1);
  if (which.endsWith('*')) return operands.slice(Number(which.slice(0, -1) || 1) - 1);
  if (which.endsWith('='))
    return operands.filter((word) => word.startsWith(which)).map((word) => word.slice(which.length));
  if (which.startsWith('-')) return values(which);
  return operands.slice(Number(which) - 1, Number(which));
}

function unitName(word: string): string {
  return /\.[a-z]+$/.test(word) ? word : `${word}.service`;
}
