import type { PlanStep } from '@legator/contracts';
import { matchArguments } from './argument-matcher.js';
import { programName } from './program-name.js';
import { rulesFor } from './program-table.js';

type Part = PlanStep['pipeline'][number];

/** Programs that pass some of the lines they read, or all, and change none of them. */
const FILTERS: Record<string, RegExp> = {
  sort: /^-[rnufVhz]+$/,
  uniq: /^$/,
  head: /^-(n?\d*)$|^\d+$/,
  tail: /^-(n?\d*)$|^\d+$/,
  grep: /^(-[vEFiwx]+|[A-Za-z0-9_.^$*\\/-]+)$/,
};

/**
 * The words that a pipeline's parts so far may write, one a line, as patterns of paths (`/var/log/**`); nothing where
 * that cannot be told. For `find` below a path that is written out these all start with that path.
 */
export function fedBy(parts: readonly Part[]): string[] | undefined {
  const last = parts.at(-1);
  if (!last || !('argv' in last) || last.err === 'out') return undefined;
  const name = programName(last.argv[0]!);
  const words = last.argv.slice(1);
  const printed = name === undefined ? undefined : PRINTS[name];
  if (printed) return parts.length === 1 || READS_NOTHING.has(name!) ? printed(words) : undefined;
  const filter = name === undefined ? undefined : FILTERS[name];
  if (!filter || last.stdin || !words.every((word) => filter.test(word))) return undefined;
  // A filter with a file of its own reads that instead.
  if (name === 'grep' && words.filter((word) => !word.startsWith('-')).length !== 1) return undefined;
  if (name !== 'grep' && words.some((word, i) => !word.startsWith('-') && words[i - 1] !== '-n'))
    return undefined;
  return fedBy(parts.slice(0, -1));
}

/** Programs whose output is names or numbers that can be told from their words. */
const PRINTS: Record<string, (words: readonly string[]) => string[] | undefined> = {
  find: found,
  echo: (words) => (words.every((word) => /^[^-\s\\'"]+$/.test(word)) ? [...words] : undefined),
  // Names in the folder where everything starts, which is /.
  ls: (words) => (words.every((word) => /^-[1trSUA]+$/.test(word)) ? ['*'] : undefined),
  git: ([verb, ...words]) =>
    verb === 'ls-files' && words.every((word) => /^(-z|[A-Za-z0-9_*./]+)$/.test(word))
      ? ['./**/*']
      : undefined,
  which: (words) =>
    words.every((word) => /^(-a|[A-Za-z0-9_.+-]+)$/.test(word)) ? ['/usr/bin/*'] : undefined,
  pidof: (words) => (words.every((word) => /^(-s|[A-Za-z0-9_.+-]+)$/.test(word)) ? ['1234'] : undefined),
  pgrep: (words) =>
    words.every((word) => /^(-[fxno]+|--(full|exact|newest|oldest)|[A-Za-z0-9_./+-]+)$/.test(word))
      ? ['1234']
      : undefined,
  seq: (words) => (words.every((word) => /^\d+$/.test(word)) ? ['1234'] : undefined),
};
/** Those of them that are not given what stands before them in a pipeline. */
const READS_NOTHING = new Set(['which', 'pidof', 'pgrep', 'seq']);

/** Where what find prints may lie: the same places that it would give to a program of its own. */
function found(words: readonly string[]): string[] | undefined {
  // What it prints itself has to be plain names.
  if (words.some((word) => /^-(printf|fprint.*|fls|ls|exec.*|ok.*|delete|files0-from)$/.test(word)))
    return undefined;
  const match = matchArguments(rulesFor('find')!, [...words, '-exec', 'echo', '{}', ';']);
  const places = match.fits ? match.inner?.slice(1) : undefined;
  return places?.every((place) => /^[./~A-Za-z0-9]/.test(place)) ? places : undefined;
}
