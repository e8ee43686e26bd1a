import type { Judgement } from './judgement.js';
import type { Fed } from './piped-words.js';
import { programName } from './program-name.js';

/** What was put into a command as an example: what is touched there is told of `as`, and by others where there is none. */
export interface Example {
  word: string;
  as?: string | undefined;
  /** It may be anything at all. */
  open?: boolean;
}

/** A command that xargs may run; or one of whose words, `unsure`, nobody can tell what it becomes. */
export type Filled = { words: string[]; example?: Example } | { words: string[]; unsure: string };

/** Programs that only read, and show names or lines that were asked for, whatever words they are given. */
const ONLY_NAMES = new Set(
  (
    'echo ls dir stat du basename dirname realpath readlink wc grep egrep fgrep md5sum sha1sum sha224sum sha256sum ' +
    'sha384sum sha512sum b2sum cksum sum which test'
  ).split(' '),
);

/** Those of them that do so whatever option they are given: the others read lists of files, or whole trees, by some. */
const SAFE_WITH_OPTIONS = /^(echo|ls|dir|stat|basename|dirname|realpath|readlink|which|test)$/;

/** Most words that are put in, and most text that comes of it; what is more is not judged. */
const MOST_WORDS = 200;
const MOST_TEXT = 128 * 1024;

/** Stands for any path at all. */
const ANY_PATH = '/**';
/** What anybody may give to a file as its name: harmless as a word, another command as a part of a line. */
const EVIL_NAME = '/;$(x)';
export const EVIL = `/x${EVIL_NAME}`;
/** Programs that end others: any number may be that of what the host needs. */
const ENDS = /(^|\/)(kill|renice)$/;

/**
 * What xargs runs: its own words with those that it reads, as far as `fed` tells them; else with what might be among them.
 * @param own its name and its options
 */
export function xargsCommands(own: readonly string[], inner: string[], fed: Fed | undefined): Filled[] {
  const options = readOptions(own.slice(1));
  const { place } = options;
  // Which of two options counts is not the same for every xargs; and none puts anything into the program's own name.
  if (place !== undefined && (options.clash || inner[0]!.includes(place)))
    return [{ words: inner, unsure: place }];
  const told = fed && toldWords(fed, options, inner);
  if (!told) return place === undefined ? untold(inner) : untoldPlaces(inner, place);
  if (isTooMuch(told, inner, place)) return [{ words: inner, unsure: place ?? inner[0]! }];
  const example = (word: string) => (fed.stands ? { example: { word, as: fed.stands.get(word) } } : {});
  if (place === undefined) {
    const together = fed.what === 'text' || told.length === 0 ? [{ words: [...inner, ...told] }] : [];
    const apart = [...new Set(told)].flatMap((word) => [
      { words: [...inner, word], ...example(word) },
      { words: [...inner, word, word], ...example(word) },
      ...(fed.many ? [{ words: [...inner, word + EVIL_NAME], example: { word } }] : []),
    ]);
    return [...apart, ...together];
  }
  const fill = (word: string) => inner.map((one) => one.replaceAll(place, () => word));
  return told.flatMap((word) => [
    { words: fill(word), ...example(word) },
    ...(fed.what === 'names' || fed.many ? [{ words: fill(word + EVIL_NAME), example: { word } }] : []),
  ]);
}

/** The words that xargs makes of what it reads, where that can be told. */
function toldWords(fed: Fed, { place, ends }: Options, inner: string[]): string[] | undefined {
  if (ENDS.test(inner[0]!)) return undefined;
  // With a NUL on either side only, names run into one another.
  if (fed.ends === '\0') return ends === '\0' ? [...fed.lines] : undefined;
  const byLine = ends === '\n' || (ends === undefined && place !== undefined);
  if (ends !== undefined && !byLine)
    return fed.what === 'text' && fed.all && ends !== '' ? splitAt(ends, fed) : undefined;
  const words = byLine ? [...fed.lines] : fed.lines.flatMap((line) => line.split(' '));
  const read = words.filter((word) => word !== '');
  if (fed.what === 'text') return read;
  if (fed.what === 'numbers') return isSafeWithNumbers(inner, place) ? read : undefined;
  if (fed.from !== undefined && (place === undefined || inner.includes(place))) return undefined;
  // Blanks, ends of lines and quotes in a name make others of it.
  const isOdd = read.some((word) => /[\s\\'"]/.test(word));
  // Nobody gains by a name that shows another file's size or one line of it; by a whole file, perhaps.
  const isTold = onlyNames(inner)
    ? !read.some(isShared)
    : read.every((word) => !isAnybodys(fed.from ?? word));
  return isTold && !isOdd ? read : undefined;
}

function isTooMuch(told: readonly string[], inner: readonly string[], place: string | undefined): boolean {
  const places = place === undefined ? 1 : inner.join(' ').split(place).length - 1;
  const longest = Math.max(0, ...told.map((word) => word.length));
  return told.length > MOST_WORDS || places * longest > MOST_TEXT;
}

function splitAt(delimiter: string, { lines }: Fed): string[] {
  const words = `${lines.join('\n')}\n`.split(delimiter);
  return words.at(-1) === '' ? words.slice(0, -1) : words;
}

/** Several may come in one line: one word for a program, and several where it is put into a line. */
function isSafeWithNumbers(inner: readonly string[], place: string | undefined): boolean {
  if (inner.some((word) => ENDS.test(word))) return false;
  return place === undefined || !inner.some((word) => word.includes(place) && /\s/.test(word));
}

/** With words that may be anything. */
function untold(inner: string[]): Filled[] {
  return anything(inner).flatMap((word) => [
    { words: [...inner, word], example: { word, open: true } },
    { words: [...inner, word, word], example: { word, open: true } },
  ]);
}

/** With anything in a place: as a word of its own it can be tried; what it makes of a longer one nobody can tell. */
function untoldPlaces(inner: string[], place: string): Filled[] {
  const parts = inner.filter((one) => one.includes(place) && one !== place);
  const unsure = parts.find((one) => !onlyNames(inner) || one.startsWith('-'));
  const filled = [...anything(inner), EVIL].map((word) => ({
    words: inner.map((one) => one.replaceAll(place, () => word)),
    example: { word, open: true },
  }));
  if (unsure !== undefined) return [{ words: inner, unsure }, ...filled];
  if (parts.length === 0) return filled;
  // Where only names come out it may be any name, wherever its parts lead.
  const whole = inner.map((one) => (one.includes(place) ? ANY_PATH : one));
  return [{ words: whole, example: { word: ANY_PATH, open: true } }, ...filled];
}

function anything(inner: readonly string[]): string[] {
  if (!onlyNames(inner)) return [ANY_PATH, '--any-option', 'any-word'];
  return SAFE_WITH_OPTIONS.test(programName(inner[0]!)!) ? [ANY_PATH] : [ANY_PATH, '--any-option'];
}

function onlyNames(inner: readonly string[]): boolean {
  return ONLY_NAMES.has(programName(inner[0]!) ?? '');
}

/** Folders where anybody may make a file with any name. */
function isAnybodys(path: string): boolean {
  return !/^\/(etc|usr|s?bin|lib[^/]*|boot|opt|var\/(log|lib|cache))(\/|$)/.test(path) && path.includes('*');
}

/** Folders that are there for everybody to write to. */
function isShared(path: string): boolean {
  return /^\/(tmp|var\/tmp|dev\/shm)(\/|$)/.test(path);
}

interface Options {
  /** What stands for the words, where they are put in. */
  place?: string | undefined;
  /** An option behind it after which some put the words at the end. */
  clash: boolean;
  /** What ends a word, where that is said; empty where it is written in a way that is not read here. */
  ends?: string;
}

const VALUED = 'nLsPdIE';
const LONG: Record<string, string> = { delimiter: 'd', null: '0', 'max-args': 'n', 'max-lines': 'L' };
const ESCAPES: Record<string, string> = { '\\n': '\n', '\\t': '\t', '\\0': '\0' };

function readOptions(words: readonly string[]): Options {
  const found: Options = { clash: false };
  for (const [letter, value] of lettersOf(words)) {
    if (letter === 'I') Object.assign(found, { place: value, clash: value === '' });
    else if (letter === '0') found.ends = '\0';
    else if (letter === 'd') found.ends = value.length === 1 ? value : (ESCAPES[value] ?? '');
    else if (found.place !== undefined && (letter === 'L' || (letter === 'n' && value !== '1')))
      found.clash = true;
  }
  return found;
}

/** Each option by its letter, also where several stand in one word, with its value. */
function* lettersOf(words: readonly string[]): Generator<[letter: string, value: string]> {
  for (let at = 0; at < words.length && words[at] !== '--'; at++) {
    const word = words[at]!;
    const long = /^--([a-z-]+)(?:=([^]*))?$/.exec(word);
    if (long) {
      const letter = LONG[long[1]!] ?? (/^max-(chars|procs)$/.test(long[1]!) ? 's' : 'r');
      yield [letter, long[2] ?? (VALUED.includes(letter) ? (words[++at] ?? '') : '')];
      continue;
    }
    const first = [...word].findIndex((letter, i) => i > 0 && VALUED.includes(letter));
    for (const letter of word.slice(1, first < 0 ? undefined : first)) yield [letter, ''];
    if (first > 0) yield [word[first]!, word.slice(first + 1) || (words[++at] ?? '')];
  }
}

/** What a command would do, told of all that the word that was put in may stand for. */
export function generalised(judgement: Judgement, { word, as, open }: Example): Judgement {
  if (!open && as === undefined) return { ...judgement, effects: [], named: [] };
  const put = (target: string) => {
    if (!target.includes(word)) return target;
    return open ? '*' : target.replaceAll(word, as!);
  };
  return {
    ...judgement,
    effects: judgement.effects.map((effect) => ({ ...effect, target: put(effect.target) })),
    named: judgement.named?.map((one) => (open ? one : put(one))),
  };
}
