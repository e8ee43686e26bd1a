import type { Concept } from './concepts.js';
import type { Mark } from './marks.js';

/** A "not" that stands before a state or a place, past words that say nothing. @returns what it denies */
export function deniedBy(marks: readonly Mark[], at: number): Mark | undefined {
  if (!isConcept(marks[at], 'not')) return undefined;
  const next = marks.slice(at + 1);
  const end = next.findIndex((mark) => !isPassed(mark));
  const denied = next[end];
  if (!denied) return undefined;
  if (isConcept(denied, 'state')) return denied;
  if (denied.is !== 'target') return undefined;
  const placed = next.slice(0, end).some((mark) => !isConcept(mark, 'stop'));
  return placed || !isAuxiliary(marks[at]!) || asksForHosts(marks.slice(0, at)) ? denied : undefined;
}

/**
 * Words by which it is not clear how far a "not" goes: an "or" before one, and an "and" or a comma behind what it denies
 * that stands before more of it.
 */
export function unclearJoins(marks: readonly Mark[]): string[] {
  return marks.flatMap((mark, at) => {
    if (!isConcept(mark, 'and')) return [];
    const after = marks.slice(at + 1).find((one) => !isPassed(one));
    if (isConcept(after, 'not')) return textOf(mark) === 'or' ? ['or'] : [];
    if (!after || (after.is !== 'target' && !isConcept(after, 'state'))) return [];
    const before = marks.slice(0, at).findLast((one) => one.is === 'target' || isConcept(one, 'state'));
    const denied = before !== undefined && marks.some((_one, not) => deniedBy(marks, not) === before);
    const same = before?.is === 'target' && after.is === 'target' && textOf(mark) === 'or';
    return denied && !same ? [textOf(mark)] : [];
  });
}

/** "Running ubuntu": what it runs, not that it does. */
export function isVerb(marks: readonly Mark[], at: number): boolean {
  const [mark, next] = [marks[at], marks[at + 1]];
  const up = mark?.is === 'concept' && mark.concept.is === 'state' && mark.concept.state === 'up';
  return up && next?.is === 'target' && next.target.kind === 'system';
}

export function isConcept(mark: Mark | undefined, is: Concept['is']): boolean {
  return mark?.is === 'concept' && mark.concept.is === is;
}

export function textOf(mark: Mark): string {
  if (mark.is === 'target') return mark.target.word;
  return mark.is === 'choice' ? mark.word : mark.text;
}

function isPassed(mark: Mark): boolean {
  if (mark.is !== 'concept') return false;
  const { concept, text } = mark;
  if (concept.is === 'base') return concept.base === 'tag' || concept.base === 'site';
  if (concept.is === 'stop') return !['all', 'every', 'whole', 'entire'].includes(text);
  return concept.is === 'on' || concept.is === 'of' || (concept.is === 'ask' && concept.ask === 'have');
}

/** "Isn't web-01 online" denies no host. */
function isAuxiliary(mark: Mark): boolean {
  return /n'?t$/.test(textOf(mark)) && textOf(mark) !== 'not';
}

function asksForHosts(before: readonly Mark[]): boolean {
  return before.some((mark) => isConcept(mark, 'noun')) && !before.some((mark) => isConcept(mark, 'base'));
}
