import { plainSets } from './glob-overlap.js';

const PARTS = /(?<=^|\/)\*{2,}\/|\*+|\?|\[[^\]]*\]|[^]/g;

/**
 * `deep`: any text; `flat`: any text within one part of a path; `one`: a character of it; `folders`: what stands for any
 * depth, which is none as well, so that it may be passed over with its slash; else that character.
 */
export type Part = 'deep' | 'flat' | 'one' | 'folders' | { readonly char: string };
/** Whether the text has to end with the pattern, or may go on below it, or the pattern after it. */
export type Ending = 'there' | 'below' | 'so far';
/** As far as one gets by passing over: the part itself, any text and a slash. */
const PASSED = 3;

/** A pattern, as shells read it; `**` is any depth. */
export function partsOf(glob: string): Part[] {
  return (plainSets(glob).match(PARTS) ?? []).flatMap((part): Part[] => {
    if (part.startsWith('**')) return part.endsWith('/') ? ['folders', 'deep', { char: '/' }] : ['deep'];
    if (part === '*') return ['flat'];
    // What is between brackets is not looked at: a set may hold anything.
    return [part === '?' || part.length > 1 ? 'one' : { char: part }];
  });
}

/** Everywhere in the pattern that the text so far may have come to; so it takes no longer than both lengths multiplied. */
export function fits(parts: readonly Part[], text: string, end: Ending): boolean {
  let places = reached(parts, [0]);
  for (const char of text) {
    if (end === 'below' && char === '/' && places.has(parts.length)) return true;
    const next = [...places].flatMap((at) => step(parts[at], at, char));
    if (next.length === 0) return false;
    places = reached(parts, next);
  }
  return end === 'so far' || places.has(parts.length);
}

function step(part: Part | undefined, at: number, char: string): number[] {
  if (part === undefined || part === 'folders') return [];
  if (typeof part === 'object') return part.char === char ? [at + 1] : [];
  if (part === 'deep') return [at];
  if (char === '/') return [];
  return part === 'flat' ? [at] : [at + 1];
}

/** What stands for any text stands for none as well. */
function reached(parts: readonly Part[], from: readonly number[]): Set<number> {
  const places = new Set(from);
  for (const at of places) {
    const part = parts[at];
    if (part === 'deep' || part === 'flat' || part === 'folders') places.add(at + 1);
    if (part === 'folders') places.add(at + PASSED);
  }
  return places;
}
