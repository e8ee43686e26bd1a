/** From and to (without it) of signs in a title. */
export type MatchRange = readonly [from: number, to: number];

export interface Match {
  /** More is better; only compared with scores of the same query. */
  readonly score: number;
  readonly ranges: readonly MatchRange[];
}

interface Word {
  readonly text: string;
  readonly at: number;
}

/**
 * Whether a title answers a query, how well, and where. All words of the query must be found, in any order: at the
 * start of a word, inside one, as initials of several, or with one slip of the finger. An empty query fits all.
 */
export function matchTitle(query: string, title: string): Match | undefined {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  const low = lowered(title);
  const words = wordsOf(low);
  const ranges: MatchRange[] = [];
  let score = 0;
  for (const word of wanted) {
    const found = best(word, low, words);
    if (!found) return undefined;
    score += found.score;
    ranges.push(...found.ranges);
  }
  if (wanted.length > 0 && low.startsWith(wanted.join(' '))) score += 20;
  return { score: score - Math.min(title.length, 100) / 100, ranges: merged(ranges) };
}

/** Those that fit, best first; equal ones keep their order. Details count a little where the title does not fit. */
export function rankBy<T extends { readonly title: string; readonly detail?: string }>(
  query: string,
  items: readonly T[],
): (T & { readonly ranges: readonly MatchRange[] })[] {
  const ranked = items.map((item) => {
    const match = matchTitle(query, item.title) ?? besideTitle(query, item);
    return match && { item: { ...item, ranges: match.ranges }, score: match.score };
  });
  return ranked
    .filter((one) => one !== undefined)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}

/** A title cut into pieces, those that were found marked. */
export function titlePieces(title: string, ranges: readonly MatchRange[]): { text: string; hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) pieces.push({ text: title.slice(at, from), hit: false });
    pieces.push({ text: title.slice(from, to), hit: true });
    at = to;
  }
  if (at < title.length) pieces.push({ text: title.slice(at), hit: false });
  return pieces;
}

function besideTitle(
  query: string,
  { title, detail }: { title: string; detail?: string },
): Match | undefined {
  if (!detail) return undefined;
  const match = matchTitle(query, `${title} ${detail}`);
  const ranges = match?.ranges.filter(([, to]) => to <= title.length);
  return match && ranges && { score: match.score / 2, ranges };
}

function best(word: string, title: string, words: readonly Word[]): Match | undefined {
  const start = words.find(({ text }) => text.startsWith(word));
  if (start) {
    const isWhole = start.text === word;
    return {
      score: (isWhole ? 110 : 100) - Math.min(start.at, 20) / 4,
      ranges: [[start.at, start.at + word.length]],
    };
  }
  const initials = byInitials(word, words);
  if (initials) return { score: 75, ranges: initials };
  const inside = title.indexOf(word);
  if (inside >= 0) return { score: 60, ranges: [[inside, inside + word.length]] };
  return word.length >= 4 ? slipped(word, words) : undefined;
}

/** "rn" finds "Restart nginx": the first signs of words that follow one another, though some may be left out. */
function byInitials(word: string, words: readonly Word[]): MatchRange[] | undefined {
  if (word.length < 2) return undefined;
  const ranges: MatchRange[] = [];
  let next = 0;
  for (const { text, at } of words) {
    if (next < word.length && text.startsWith(word.charAt(next))) {
      ranges.push([at, at + 1]);
      next += 1;
    }
  }
  return next === word.length ? ranges : undefined;
}

function slipped(word: string, words: readonly Word[]): Match | undefined {
  for (const { text, at } of words) {
    // The first sign is nearly never wrong, and asking for it keeps strangers out.
    if (text.charAt(0) !== word.charAt(0) && text.charAt(1) !== word.charAt(0)) continue;
    for (const length of [word.length, word.length + 1, word.length - 1]) {
      if (length <= text.length && isOneSlip(word, text.slice(0, length))) {
        return { score: 40, ranges: [[at, at + length]] };
      }
    }
  }
  return undefined;
}

/** One sign more, less, other, or two neighbours the wrong way round. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (rest(one, at + 1) === rest(other, at + 1) || rest(one, at + 1) === rest(other, at)) return true;
  if (rest(one, at) === rest(other, at + 1)) return true;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, at + 2) === rest(other, at + 2);
}

/** Lower case sign by sign, so that places stay places. */
function lowered(text: string): string {
  return Array.from(text, (sign) => {
    const low = sign.toLowerCase();
    return low.length === sign.length ? low : sign;
  }).join('');
}

function wordsOf(title: string): Word[] {
  return Array.from(title.matchAll(/[\p{L}\p{N}]+/gu), (found) => ({ text: found[0], at: found.index }));
}

function merged(ranges: readonly MatchRange[]): MatchRange[] {
  const sorted = [...ranges].sort((one, other) => one[0] - other[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
