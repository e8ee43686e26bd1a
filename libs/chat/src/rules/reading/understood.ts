import type { Amount } from './numbers.js';
import type { Aspect, Base, Concept, State } from './concepts.js';
import type { Mark } from './marks.js';
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
    states: of('state').map(({ state }) => state),
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
function targetsIn(marks: readonly Mark[]): TargetWord[] {
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
    return [before && isConcept(before, 'and') ? { ...mark.target, or: true as const } : mark.target];
  });
}

function isConcept(mark: Mark | undefined, is: Concept['is']): boolean {
  return mark?.is === 'concept' && mark.concept.is === is;
}

function isPlace(mark: Mark | undefined): boolean {
  return mark?.is === 'target' || mark?.is === 'choice' || isConcept(mark, 'noun');
}
