import type { PolicyDecisionView } from '../../core/api/models';

/** A piece of a command line; those that counted are marked. */
export interface LinePart {
  readonly text: string;
  readonly marked: boolean;
}

/** One thing that was looked at, as section 3.4 of the contract has it. */
export interface Indicator {
  readonly name: string;
  readonly message: string;
  readonly value: string;
  readonly source: string;
  readonly drove: boolean;
}

/** What the decision says it looked at; those that decided first. What is no indicator is left out. */
export function indicatorsOf({ rationale }: Pick<PolicyDecisionView, 'rationale'>): readonly Indicator[] {
  const told = Array.isArray(rationale['indicators']) ? (rationale['indicators'] as unknown[]) : [];
  const all = told.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const { name, message, value, source, drove_outcome } = one as Record<string, unknown>;
    const text = (it: unknown) => (typeof it === 'string' || typeof it === 'number' ? String(it) : '');
    return [
      {
        name: text(name),
        message: text(message),
        value: text(value),
        source: text(source),
        drove: drove_outcome === true,
      },
    ];
  });
  return [...all.filter(({ drove }) => drove), ...all.filter(({ drove }) => !drove)];
}

/** The words of the command that drove the decision; where none did, those that were found to matter. */
export function wordsOf(indicators: readonly Indicator[]): readonly string[] {
  const words = (all: readonly Indicator[]) =>
    all
      .filter(({ source, name }) => source === 'classifier' || name === 'policy.blocked')
      .flatMap(({ value }) => value.split(/\s+/))
      .filter((word) => word !== '');
  const drove = words(indicators.filter((one) => one.drove));
  return drove.length > 0 ? drove : words(indicators);
}

const WORD = /[\p{L}\p{N}_]/u;

/** Cuts a line so that these words stand out, wherever they are whole. */
export function markLine(line: string, words: readonly string[]): readonly LinePart[] {
  const marked = new Array<boolean>(line.length).fill(false);
  const lower = line.toLowerCase();
  // A line may hold a word thousands of times; nobody looks at them all.
  for (const word of new Set(words.slice(0, 64).map((one) => one.toLowerCase())))
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      if (isWhole(lower, at, word)) marked.fill(true, at, at + word.length);
  const parts: LinePart[] = [];
  for (let at = 0; at < line.length;) {
    let end = at + 1;
    while (end < line.length && marked[end] === marked[at]) end++;
    parts.push({ text: line.slice(at, end), marked: marked[at]! });
    at = end;
  }
  return parts;
}

/** Not a part of a longer word: "rm" is not in "firmware". */
function isWhole(line: string, at: number, word: string): boolean {
  const [before, after] = [line[at - 1] ?? '', line[at + word.length] ?? ''];
  const [first, last] = [word[0]!, word.at(-1)!];
  return !(WORD.test(first) && WORD.test(before)) && !(WORD.test(last) && WORD.test(after));
}
