import type { Fit } from './argument-matcher.js';
import type { Fed } from './piped-words.js';
import { EVIL, xargsCommands, type Filled } from './xargs-commands.js';

/** Programs of the table that take their command as a line behind `-c`. */
const LINE_OPTION = new Set(['su', 'runuser', 'flock', 'script']);

/** The commands inside of one that fits: their words, or a line. Several where not all of its words are known. */
export type Inner = Filled | { line: string };

/**
 * What runs inside of a command. For `xargs` that is its own words with what it reads: `fed`, where the program before
 * it in the pipeline tells; otherwise anything.
 */
export function innerCommands(
  argv: readonly string[],
  name: string,
  fit: Fit,
  fed: Fed | undefined,
): Inner[] {
  if (name === 'xargs') return xargsCommands(ownWords(argv, fit), fit.inner ?? ['echo'], fed);
  if (name === 'find' && fit.inner)
    return [...[fit.inner, ...(fit.others ?? [])].map((words) => ({ words })), ...found(argv)];
  if (fit.innerLine !== undefined) return [{ line: fit.innerLine }];
  const words: Inner[] = fit.inner ? [{ words: fit.inner }] : [];
  if (!LINE_OPTION.has(name)) return words;
  const line = valueOf(ownWords(argv, fit), ['-c', '--command', '--session-command']);
  return line === undefined ? words : [{ line }, ...words];
}

/** The commands that find runs, for a file with an evil name; what they would do is told of the places that are found. */
function found(argv: readonly string[]): Inner[] {
  return argv.flatMap((word, i) => {
    if (!/^-(exec|ok)(dir)?$/.test(word)) return [];
    const end = argv.findIndex((one, at) => at > i && (one === ';' || one === '+'));
    const words = argv.slice(i + 1, end < 0 ? argv.length : end);
    const evil = { words: words.map((one) => one.replaceAll('{}', EVIL)), example: { word: EVIL } };
    if (!word.endsWith('dir') || !words.some(isBehind)) return [evil];
    // In its own folder it is called by its name alone, and so behind whatever else is in the word.
    return [evil, { words: words.map((one) => (isBehind(one) ? one.replaceAll('{}', './*') : one)) }];
  });
}

function isBehind(word: string): boolean {
  return word.indexOf('{}') > 0;
}

function ownWords(argv: readonly string[], { inner = [] }: Fit): readonly string[] {
  return argv.slice(0, argv.length - inner.length);
}

function valueOf(argv: readonly string[], names: readonly string[]): string | undefined {
  for (const [i, word] of argv.entries()) {
    if (names.includes(word)) return argv[i + 1];
    const long = names.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (long) return word.slice(long.length + 1);
    // Several options in one word, as in `su -lc`.
    const bundled = /^-[A-Za-z]*?c([^]*)$/.exec(word)?.[1];
    if (bundled !== undefined) return bundled === '' ? argv[i + 1] : bundled;
  }
  return undefined;
}
