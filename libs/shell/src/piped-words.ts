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
  grep: /^(-[vEFiwx]+|[A-Za-z0-9_.^$*\\/][A-Za-z0-9_.^$*\\/-]*)$/,
};

/** What a program is given to read by the one before it, where that can be told. */
export interface Fed {
  /** Its lines; where `ends` is a NUL, what stands before each. */
  lines: readonly string[];
  ends: '\n' | '\0';
  /** `text`: letter for letter; `names`: paths, as patterns (`/var/log/**`); `numbers`: some of those that it may be. */
  what: 'text' | 'names' | 'numbers';
  /** Nothing is left out, and nothing in another order. */
  all: boolean;
  /** More numbers than are counted out: to ask each of so many hosts or ports would be a search. */
  many?: boolean;
  /** Names of what lies here, which they do not say: of use only behind the name of their folder. */
  from?: string;
  /** Of lines that are there as examples only: what is touched where one is. What is touched by the others is the same. */
  stands?: ReadonlyMap<string, string>;
}

/**
 * What a pipeline's parts so far may write; nothing where that cannot be told. For `find` below a path that is written out
 * all lines start with that path.
 */
export function fedBy(parts: readonly Part[]): Fed | undefined {
  const last = parts.at(-1);
  if (!last || !('argv' in last) || last.err === 'out') return undefined;
  const name = programName(last.argv[0]!);
  const words = last.argv.slice(1);
  const printed = name === undefined ? undefined : PRINTS[name];
  if (printed)
    return parts.length === 1 || READS_NOTHING.has(name!) ? printed(words.flatMap(inHomes)) : undefined;
  const filter = name === undefined ? undefined : FILTERS[name];
  if (!filter || last.stdin || !words.every((word) => filter.test(word))) return undefined;
  // A filter with a file of its own reads that instead.
  if (name === 'grep' && words.filter((word) => !word.startsWith('-')).length !== 1) return undefined;
  if (name !== 'grep' && words.some((word, i) => !word.startsWith('-') && words[i - 1] !== '-n'))
    return undefined;
  const fed = fedBy(parts.slice(0, -1));
  // What takes names apart where they do not end makes others of them.
  const ends = name === 'sort' && words.some((word) => word.includes('z')) ? '\0' : '\n';
  return fed?.ends === ends ? { ...fed, all: false } : undefined;
}

/** Whose home it is nobody knows; that of root is as full of secrets as any. */
function inHomes(word: string): string[] {
  return /^~(\/|$)/.test(word) ? [word, word.replace('~', '/root')] : [word];
}

function names(lines: readonly string[], ends: Fed['ends'] = '\n'): Fed {
  return { lines, ends, what: 'names', all: true };
}

function text(lines: readonly string[]): Fed {
  return { lines, ends: '\n', what: 'text', all: true };
}

/** Numbers that nobody knows: the first ones are judged as well, since some have a meaning. */
const ANY_NUMBER = '4079';
const NUMBERS: Fed = {
  lines: ['0', '1', '12', ANY_NUMBER],
  ends: '\n',
  what: 'numbers',
  all: false,
  stands: new Map([[ANY_NUMBER, '*']]),
};
/** Names in one folder, / unless said, where everything starts; of what is no folder, the word itself. */
function listed(words: readonly string[]): Fed | undefined {
  const [folder, ...more] = words.filter((word) => !/^-[1trSUA]+$/.test(word));
  if (folder === undefined) return names(['*']);
  const isPlain = /^\/[A-Za-z0-9_./-]*$/.test(folder) && !folder.split('/').includes('..');
  return isPlain && more.length === 0 ? { ...names(['*', folder]), from: `${folder}/*` } : undefined;
}

/** So many are counted out. */
const FEW = 16;

/** Programs whose output is names or numbers that can be told from their words. */
const PRINTS: Record<string, (words: readonly string[]) => Fed | undefined> = {
  find: found,
  echo: (words) => {
    if (!words.every((word) => /^[^-\s\\'"]+$/.test(word))) return undefined;
    const line = words.join(' ');
    // A pattern may come to several words.
    return /[*?[~]/.test(line) ? names([`${line} ${line}`]) : text([line]);
  },
  ls: listed,
  git: ([verb, ...words]) =>
    verb === 'ls-files' && words.every((word) => /^(-z|[A-Za-z0-9_*./]+)$/.test(word))
      ? names(['*', '**/*'], words.includes('-z') ? '\0' : '\n')
      : undefined,
  which: (words) =>
    words.every((word) => /^(-a|[A-Za-z0-9_.+-]+)$/.test(word)) ? programs(words) : undefined,
  pidof: (words) => (words.every((word) => /^(-s|[A-Za-z0-9_.+-]+)$/.test(word)) ? NUMBERS : undefined),
  pgrep: (words) =>
    words.every((word) => /^(-[fxno]+|--(full|exact|newest|oldest)|[A-Za-z0-9_./+-]+)$/.test(word))
      ? NUMBERS
      : undefined,
  seq: (words) => (words.every((word) => /^\d+$/.test(word)) ? counted(words.map(Number)) : undefined),
};
/** Those of them that are not given what stands before them in a pipeline. */
const READS_NOTHING = new Set(['which', 'pidof', 'pgrep', 'seq']);

/** Where programs are looked for, in the environment of every command; and patterns of them, since it is one or another. */
const FOLDERS = ['/usr/local/bin', '/usr/local/sbin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const MEANT: Record<string, string> = { '/usr/local/bin': '/usr/**bin', '/bin': '/*bin' };

function programs(words: readonly string[]): Fed {
  const wanted = words.filter((word) => word !== '-a');
  const tails = wanted.length > 2 ? ['*'] : wanted;
  const lines = FOLDERS.flatMap((folder) => tails.map((tail) => `${folder}/${tail}`));
  const stands = Object.entries(MEANT).flatMap(([folder, meant]) =>
    tails.map((tail): [string, string] => [`${folder}/${tail}`, `${meant}/${tail}`]),
  );
  return { ...names(lines), stands: new Map(stands) };
}

function counted(numbers: readonly number[]): Fed | undefined {
  const [last, first = 1, step = 1] = [numbers.at(-1)!, ...numbers.slice(0, -1)];
  if (numbers.length === 0 || numbers.length > 3) return undefined;
  const many = Math.floor((last - first) / step) + 1;
  if (!(many <= FEW) || last > 1e9) return { ...NUMBERS, many: true };
  return text(Array.from({ length: Math.max(many, 0) }, (_, i) => String(first + i * step)));
}

/** Tests of find whose value may look like an action. */
const VALUED = /^-(i?(l?name|path|wholename|regex)|newer.t)$/;

/** Where what find prints may lie: the same places that it would give to a program of its own. */
function found(words: readonly string[]): Fed | undefined {
  // What it prints itself has to be plain names.
  if (words.some((word) => /^-(printf|fprint.*|fls|ls|exec.*|ok.*|delete|files0-from)$/.test(word)))
    return undefined;
  const prints = words.filter((word, i) => /^-print0?$/.test(word) && !VALUED.test(words[i - 1] ?? ''));
  const ends = prints.includes('-print0') ? '\0' : '\n';
  if (prints.includes('-print') && ends === '\0') return undefined;
  const match = matchArguments(rulesFor('find')!, running(words, prints.length > 0));
  if (!match.fits) return undefined;
  const places = [match.inner ?? [], ...(match.others ?? [])].flatMap((command) => command.slice(1));
  return places.length > 0 && places.every((place) => /^[./~A-Za-z0-9]/.test(place))
    ? names([...new Set(places)], ends)
    : undefined;
}

/** The same search with a command in the place of each printing; one for all that fits, where none is written. */
function running(words: readonly string[], prints: boolean): string[] {
  const command = ['-exec', 'echo', '{}', ';'];
  if (prints)
    return words.flatMap((word, i) =>
      /^-print0?$/.test(word) && !VALUED.test(words[i - 1] ?? '') ? command : [word],
    );
  const at = words.findIndex((word) => /^[-(),!]/.test(word) && !/^-([HLP]|O[0-3])$/.test(word));
  if (at < 0) return [...words, ...command];
  return [...words.slice(0, at), '(', ...words.slice(at), ')', ...command];
}
