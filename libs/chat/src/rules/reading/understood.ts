import type { Amount } from './numbers.js';
import type { Aspect, Base, Concept, State } from './concepts.js';
import type { Mark } from './marks.js';
import { deniedBy, isConcept, isVerb, textOf } from './negation.js';
import type { Look, TargetWord } from './reading.js';

type Of<K extends Concept['is']> = Extract<Concept, { is: K }>;

/** What a question is made of, sorted by what it does, in its order. */
export interface Parts {
  readonly bases: readonly Base[];
  readonly aspects: readonly Aspect[];
  readonly ranks: readonly Of<'rank'>[];
  readonly asks: ReadonlySet<Of<'ask'>['ask']>;
  readonly fns: readonly Of<'fn'>['fn'][];
  readonly states: readonly State[];
  /** Those that a "not" stands before. */
  readonly notStates: readonly State[];
  /** Each "not" that stands before neither a state nor a place. */
  readonly nots: readonly string[];
  readonly looks: readonly Look[];
  readonly needs: Of<'needs'> | undefined;
  readonly spans: readonly Of<'span'>['span'][];
  readonly targets: readonly TargetWord[];
  readonly choice: Extract<Mark, { is: 'choice' }> | undefined;
  readonly addresses: readonly string[];
  readonly amounts: readonly Amount[];
  /** Numbers that something is compared with, and how. */
  readonly compared: readonly { readonly op: Of<'compare'>['op']; readonly amount: Amount }[];
  /** Nothing is known of them: names, or not understood. */
  readonly words: readonly string[];
  /** Words that would change something. */
  readonly orders: readonly string[];
  /** The first thing that stands behind "how many". */
  readonly counted: Base | 'hosts' | undefined;
  /** How many of the first are wanted: "top 5", "3 fullest". */
  readonly top: number | undefined;
  /** In its order, for whoever has to say which of them had no place. */
  readonly marks: readonly Mark[];
  /** What it is broken down by. */
  readonly by: Base | undefined;
  /** Of each host by itself: "per machine". */
  readonly apiece: boolean;
  /** A preposition that stands before a place: `on web-01`. */
  readonly on: boolean;
  has(is: Concept['is']): boolean;
  /** Whether the phrase stands in it. */
  says(text: string): boolean;
}

export function partsOf(marks: readonly Mark[]): Parts {
  const concepts = marks.flatMap((mark) => (mark.is === 'concept' ? [mark] : []));
  const of = <K extends Concept['is']>(is: K) =>
    concepts.flatMap(({ concept }) => (concept.is === is ? [concept as Of<K>] : []));
  const compared = comparisons(marks);
  const grouped = groupIn(marks);
  return {
    bases: of('base').map(({ base }) => base),
    aspects: of('aspect').map(({ aspect }) => aspect),
    ranks: of('rank'),
    asks: new Set(of('ask').map(({ ask }) => ask)),
    fns: of('fn').map(({ fn }) => fn),
    states: statesOf(marks, false),
    notStates: statesOf(marks, true),
    nots: marks.flatMap((mark, at) => (isConcept(mark, 'not') && !deniedBy(marks, at) ? [textOf(mark)] : [])),
    looks: of('look').map(({ look }) => look),
    needs: of('needs').at(-1),
    spans: of('span').map(({ span }) => span),
    targets: targetsIn(marks),
    choice: marks.find((mark) => mark.is === 'choice'),
    addresses: marks.flatMap((mark) => (mark.is === 'address' ? [mark.text] : [])),
    amounts: marks.flatMap((mark) => (mark.is === 'amount' ? [mark.amount] : [])),
    compared,
    words: marks.flatMap((mark) => (mark.is === 'word' ? [mark.text] : [])),
    orders: concepts.flatMap(({ concept, text }) => (concept.is === 'change' ? [text] : [])),
    counted: countedIn(marks),
    top: topIn(marks),
    marks,
    by: grouped,
    apiece: isApiece(marks),
    on: marks.some((mark, at) => isConcept(mark, 'on') && isPlace(marks[at + 1])),
    has: (is) => concepts.some(({ concept }) => concept.is === is),
    says: (text) => concepts.some((mark) => mark.text === text),
  };
}

function comparisons(marks: readonly Mark[]): Parts['compared'] {
  return marks.flatMap((mark, at) => {
    if (mark.is !== 'concept' || mark.concept.is !== 'compare') return [];
    const next = marks[at + 1];
    return next?.is === 'amount' ? [{ op: mark.concept.op, amount: next.amount }] : [];
  });
}

/** "Each machine", "per host", "every one of them", and "each" at the end; "across machines" is all of them together. */
function isApiece(marks: readonly Mark[]): boolean {
  return marks.some((mark, at) => {
    if (mark.is !== 'concept' || !/^(?:by|(?:for )?each|per|every)$/.test(mark.text)) return false;
    const next = marks.slice(at + 1).find((one) => !isConcept(one, 'of') && !isConcept(one, 'stop'));
    return next === undefined ? /each$/.test(mark.text) : isConcept(next, 'noun');
  });
}

function groupIn(marks: readonly Mark[]): Base | undefined {
  for (const [at, mark] of marks.entries()) {
    const next = marks[at + 1];
    if (isConcept(mark, 'group') && next?.is === 'concept' && next.concept.is === 'base')
      return next.concept.base;
  }
  return undefined;
}

/** Two of a kind joined by "and" or a comma are meant either way; side by side they narrow each other. */
export function targetsIn(marks: readonly Mark[]): TargetWord[] {
  const denied = new Set(marks.flatMap((_mark, at) => deniedBy(marks, at) ?? []));
  let not = false;
  return marks.flatMap((mark, at) => {
    if (mark.is !== 'target') return [];
    const before = marks
      .slice(0, at)
      .findLast(
        (one) =>
          !isConcept(one, 'stop') &&
          !isConcept(one, 'noun') &&
          !isConcept(one, 'on') &&
          !isConcept(one, 'of'),
      );
    const or = before !== undefined && isConcept(before, 'and');
    // "Not in web or db": in neither.
    not = denied.has(mark) || (or && not);
    return [{ ...mark.target, ...(or && { or: true as const }), ...(not && { not: true as const }) }];
  });
}

function statesOf(marks: readonly Mark[], not: boolean): State[] {
  const denied = new Set(marks.flatMap((_mark, at) => deniedBy(marks, at) ?? []));
  return marks.flatMap((mark, at) =>
    mark.is === 'concept' && mark.concept.is === 'state' && denied.has(mark) === not && !isVerb(marks, at)
      ? [mark.concept.state]
      : [],
  );
}

function countedIn(marks: readonly Mark[]): Base | 'hosts' | undefined {
  const at = marks.findIndex((mark) => mark.is === 'concept' && isAsk(mark, 'count'));
  if (at < 0) return undefined;
  for (const mark of marks.slice(at + 1)) {
    if (isConcept(mark, 'noun')) return 'hosts';
    if (mark.is === 'concept' && mark.concept.is === 'base') return mark.concept.base;
  }
  return undefined;
}

function topIn(marks: readonly Mark[]): number | undefined {
  for (const [at, mark] of marks.entries()) {
    if (mark.is !== 'amount' || mark.amount.unit !== 'none') continue;
    const [before, next] = [marks[at - 1], marks[at + 1]];
    const said = ['top', 'rank'] as const;
    if (
      said.some((is) => isConcept(before, is)) ||
      [...said, 'noun' as const].some((is) => isConcept(next, is))
    )
      return mark.amount.value;
  }
  return undefined;
}

function isAsk({ concept }: Extract<Mark, { is: 'concept' }>, ask: Of<'ask'>['ask']): boolean {
  return concept.is === 'ask' && concept.ask === ask;
}

function isPlace(mark: Mark | undefined): boolean {
  return mark?.is === 'target' || mark?.is === 'choice' || isConcept(mark, 'noun');
}
