import type { State } from './concepts.js';
import { deniedBy, isConcept, isVerb, textOf, unclearJoins } from './negation.js';
import type { Reading } from './reading.js';
import { hostStates } from './states.js';
import type { Parts } from './understood.js';

/** What a reading makes something of. Of what is not named here a question may hold none. */
export interface Takes {
  /** One "not" that stands before neither a state nor a place. */
  readonly not?: boolean;
  readonly states?: readonly State[];
  readonly notStates?: readonly State[];
  readonly spans?: boolean;
  readonly amounts?: number;
  readonly compared?: boolean;
  readonly silent?: boolean;
  readonly ranks?: boolean;
  readonly fns?: boolean;
}

/** What a question was read as, and what of it that took. */
export interface Found {
  readonly reading: Reading;
  readonly takes: Takes;
}

export function found(reading: Reading, takes: Takes = {}): Found {
  return { reading, takes };
}

/** The states that hosts are chosen by, as `statesIn` does. */
export function ofHosts(parts: Parts, ...more: readonly State[]): Pick<Takes, 'states' | 'notStates'> {
  const of = hostStates(parts);
  return { states: [...of, ...more], notStates: of };
}

/** Words that would change the answer and that nothing was made of: an answer without them is one to another question. */
export function leftOver(parts: Parts, takes: Takes): string[] {
  const { marks, nots, amounts } = parts;
  const denied = new Set(marks.flatMap((_mark, at) => deniedBy(marks, at) ?? []));
  const left = marks.filter((mark, at) => {
    if (mark.is === 'amount') return amounts.length > (takes.amounts ?? 0);
    if (mark.is !== 'concept') return false;
    const { concept } = mark;
    if (concept.is === 'not') return nots.length > (takes.not ? 1 : 0) && !deniedBy(marks, at);
    if (concept.is === 'state')
      return (
        !isVerb(marks, at) && !(denied.has(mark) ? takes.notStates : takes.states)?.includes(concept.state)
      );
    if (concept.is === 'span') return !takes.spans;
    if (concept.is === 'compare')
      return !takes.compared && !(takes.spans && isConcept(marks[at + 1], 'span'));
    if (concept.is === 'rank') return !takes.ranks;
    return (concept.is === 'silent' && !takes.silent) || (concept.is === 'fn' && !takes.fns);
  });
  return [...new Set([...left.map(textOf), ...unclearJoins(marks)])];
}
