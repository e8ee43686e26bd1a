import { plainSets } from './glob-overlap.js';
import { fits, partsOf } from './glob-parts.js';
import { ENDINGS, HIDDEN, LONG, SETTINGS, TOLD } from './secret-names.js';

const GLOB = /[*?[]/;
/** So many letters of a name, and a pattern is meant for it. */
const TELLING = 3;
/** What begins with a dot, or may: shells fill it in where a dot is said, find in any case. */
const DOT_FIRST = /^(\.|\[[^\]]*\.)/;

/** Whether a word holds a pattern that may stand for several paths. */
export function isGlob(path: string): boolean {
  return GLOB.test(path);
}

/** How many characters of a part of a pattern stand for themselves. */
export function lettersOf(part: string): number {
  return partsOf(part).filter((one) => typeof one === 'object').length;
}

/** The paths that one gets with a name in the place of one part of a pattern that is meant for it: that of a secret. */
export function namings(path: string, find: (part: string) => readonly string[] = namesOf): string[] {
  const parts = path.toLowerCase().split('/');
  return parts.flatMap((part, at) =>
    isGlob(part)
      ? find(part).map((name) => [...parts.slice(0, at), name, ...parts.slice(at + 1)].join('/'))
      : [],
  );
}

/** The names of secrets for which a part of a pattern is meant, and not merely among all that is there. */
function namesOf(part: string): string[] {
  const letters = lettersOf(part);
  if (letters === 0 && !DOT_FIRST.test(part)) return [];
  const found = endingsOf(part);
  const pattern = partsOf(part);
  const add = (names: readonly string[]) =>
    found.push(...names.filter((name) => fits(pattern, name, 'there')));
  // An ending alone says nothing of a name.
  const dot = part.lastIndexOf('.');
  const isTold = lettersOf(dot < 0 ? part : part.slice(0, dot)) >= TELLING;
  if (DOT_FIRST.test(part) || isTold) add(HIDDEN);
  if (!isTold) return found;
  add(TOLD);
  if (letters > TELLING + 1) add(LONG);
  if (dot > 0) add(SETTINGS);
  return found;
}

/** Which of these names, of hidden files and others, a part of a pattern is meant for. */
export function namesAmong(names: readonly string[], part: string): string[] {
  if (!DOT_FIRST.test(part) && lettersOf(part) < TELLING) return [];
  const pattern = partsOf(part);
  return names.filter((name) => fits(pattern, name, 'there'));
}

/** A name with each of the endings of keys that a pattern may stand for. */
function endingsOf(part: string): string[] {
  const read = plainSets(part);
  const dot = read.lastIndexOf('.');
  const ending = read.slice(dot + 1);
  if (dot < 0 || !isGlob(ending) || lettersOf(ending) === 0) return [];
  const pattern = partsOf(ending);
  return ENDINGS.filter((one) => fits(pattern, one, 'there')).map((one) => read.slice(0, dot + 1) + one);
}
