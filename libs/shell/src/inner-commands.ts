import type { Fit } from './argument-matcher.js';
import { programName } from './program-name.js';

/** Programs of the table that take their command as a line behind `-c`. */
const LINE_OPTION = new Set(['su', 'runuser', 'flock', 'script']);

/** Programs that only read, and show names or lines that were asked for, whatever words they are given. */
const ONLY_NAMES = new Set(
  (
    'echo ls dir stat du basename dirname realpath readlink wc grep egrep fgrep md5sum sha1sum sha224sum sha256sum ' +
    'sha384sum sha512sum b2sum cksum sum which test'
  ).split(' '),
);

/** Stands for any path at all. */
const ANY_PATH = '/**';
/** A name that anybody may give to a file: harmless as a word, another command as a part of a line. */
const EVIL = '/x/;$(x)';

/** The commands inside of one that fits: their words, or a line. Several where not all of its words are known. */
export type Inner = { words: string[] } | { line: string };

/**
 * What runs inside of a command. For `xargs` that is its own words with what it reads: `fed`, where the program before
 * it in the pipeline tells; otherwise anything.
 */
export function innerCommands(
  argv: readonly string[],
  name: string,
  fit: Fit,
  fed: readonly string[] | undefined,
): Inner[] {
  if (name === 'xargs') return xargs(argv, fit.inner ?? ['echo'], fed).map((words) => ({ words }));
  if (name === 'find' && fit.inner)
    return [fit.inner, ...(fit.others ?? []), ...found(argv)].map((words) => ({ words }));
  if (fit.innerLine !== undefined) return [{ line: fit.innerLine }];
  const words: Inner[] = fit.inner ? [{ words: fit.inner }] : [];
  if (!LINE_OPTION.has(name)) return words;
  const own = argv.slice(0, argv.length - (fit.inner?.length ?? 0));
  const line = valueOf(own, ['-c', '--command', '--session-command']);
  return line === undefined ? words : [{ line }, ...words];
}

/** The commands that find runs, for a file with an evil name. */
function found(argv: readonly string[]): string[][] {
  return argv.flatMap((word, i) => {
    if (!/^-(exec|ok)(dir)?$/.test(word)) return [];
    const end = argv.findIndex((one, at) => at > i && (one === ';' || one === '+'));
    const words = argv.slice(i + 1, end < 0 ? argv.length : end);
    return [words.map((one) => one.replaceAll('{}', EVIL))];
  });
}

function xargs(argv: readonly string[], inner: string[], given: readonly string[] | undefined): string[][] {
  // A number is any number, and what is ended by it may be what the host needs.
  const fed = /(^|\/)(kill|renice)$/.test(inner[0]!) ? undefined : given;
  const own = argv.slice(0, argv.length - inner.length);
  const place = valueOf(own, ['-I']);
  // Blanks and quotes in what it reads part one word into several, unless it is told what ends a word.
  const whole =
    place !== undefined || own.some((word) => /^(-[rtx]*0[rtx]*|--null|-d.*|--delimiter.*)$/.test(word));
  const program = programName(inner[0]!) ?? '';
  const safe = ONLY_NAMES.has(program);
  // Nobody gains by a name that shows another file's size or one line of it; by a whole file, perhaps.
  const words =
    fed && (whole || (safe && !fed.some(isShared)) || fed.every((word) => !isAnybodys(word)))
      ? fed
      : anything(safe);
  return words.flatMap((word) =>
    place === undefined
      ? [
          [...inner, word],
          [...inner, word, word],
        ]
      : [word, EVIL].map((found) => inner.map((one) => one.replaceAll(place, found))),
  );
}

function anything(safe: boolean): string[] {
  return safe ? [ANY_PATH] : [ANY_PATH, '--any-option', 'any-word'];
}

/** Folders where anybody may make a file with any name. */
function isAnybodys(path: string): boolean {
  return (
    !/^\/(etc|usr|bin|sbin|lib[^/]*|boot|opt|var\/(log|lib|cache))(\/|$)/.test(path) && path.includes('*')
  );
}

/** Folders that are there for everybody to write to. */
function isShared(path: string): boolean {
  return /^\/(tmp|var\/tmp|dev\/shm)(\/|$)/.test(path);
}

function valueOf(argv: readonly string[], names: readonly string[]): string | undefined {
  for (const [i, word] of argv.entries()) {
    if (names.includes(word)) return argv[i + 1];
    const long = names.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (long) return word.slice(long.length + 1);
    const short = names.find((name) => !name.startsWith('--') && word.startsWith(name));
    if (short) return word.slice(2);
  }
  return undefined;
}
