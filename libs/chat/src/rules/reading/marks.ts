import type { KnownWords } from '@legator/fleet';
import { conceptOf, LONGEST_PHRASE, spellings } from './lexicon.js';
import type { Concept } from './concepts.js';
import { readNumber } from './numbers.js';
import type { Amount } from './numbers.js';
import { nearest } from './spelling.js';
import { namedBy } from './targets.js';
import type { Token } from './tokens.js';
import type { TargetWord } from './reading.js';

/** What a piece of the question is; of a `word` nothing is known. */
export type Mark =
  | { readonly is: 'concept'; readonly concept: Concept; readonly text: string }
  | { readonly is: 'target'; readonly target: TargetWord }
  | { readonly is: 'choice'; readonly word: string; readonly among: readonly TargetWord[] }
  | { readonly is: 'amount'; readonly amount: Amount; readonly text: string }
  | { readonly is: 'address'; readonly text: string }
  | { readonly is: 'word'; readonly text: string };

/** Words that say that a name follows, so that a tag called "disk" can be meant too. */
const BEFORE_NAMES = new Set([
  'on',
  'at',
  'in',
  'inside',
  'among',
  'host',
  'machine',
  'server',
  'probe',
  'tag',
  'site',
  'tagged',
]);

/** What follows is a name whatever else the word means. */
const NAMING = new Set(['called', 'named']);

/** From left to right, the longest phrase first. With `forgiving`, words a typing error away from a known one are that one. */
export function marksOf(tokens: readonly Token[], known: KnownWords, forgiving: boolean): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length;) {
    const { mark, length } = markAt(tokens, at, known, forgiving);
    marks.push(mark);
    at += length;
  }
  return marks;
}

function markAt(
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
  forgiving: boolean,
): { mark: Mark; length: number } {
  const { text, quoted } = tokens[at]!;
  const afterName = at > 0 && BEFORE_NAMES.has(tokens[at - 1]!.text);
  const named = namedBy(tokens, at, known, afterName ? 'any' : 'clear');
  if (named) return named;
  if (quoted || NAMING.has(tokens[at - 1]?.text ?? '')) return { mark: { is: 'word', text }, length: 1 };
  const phrase = phraseAt(tokens, at);
  if (phrase) return phrase;
  const number = readNumber(tokens, at);
  if (number) return { mark: { is: 'amount', amount: number.amount, text }, length: number.length };
  if (isAddress(text)) return { mark: { is: 'address', text }, length: 1 };
  const loose = namedBy(tokens, at, known, 'any');
  if (loose) return loose;
  const meant = forgiving ? nearest(text, spellings()) : undefined;
  const concept = meant && conceptOf(meant);
  return { mark: concept ? { is: 'concept', concept, text: meant } : { is: 'word', text }, length: 1 };
}

function phraseAt(tokens: readonly Token[], at: number): { mark: Mark; length: number } | undefined {
  for (let length = LONGEST_PHRASE; length > 0; length -= 1) {
    const some = tokens.slice(at, at + length);
    if (some.length < length || some.some(({ quoted }) => quoted)) continue;
    const text = some.map((token) => token.text).join(' ');
    const concept = conceptOf(text);
    if (concept) return { mark: { is: 'concept', concept, text }, length };
  }
  return undefined;
}

function isAddress(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return true;
  return /^[0-9a-f:]{3,45}$/.test(text) && text.split(':').length > 2;
}
