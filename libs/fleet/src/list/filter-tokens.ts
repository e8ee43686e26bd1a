/** One piece of a filter between blanks. */
export interface FilterToken {
  readonly negated: boolean;
  /** What stands before the colon, in lower case; a word has none. */
  readonly key?: string;
  readonly value: string;
  readonly quoted: boolean;
  /** As it was typed. */
  readonly source: string;
}

/** `-key:` or `key:` or nothing, and a quote where the value begins with one. */
const HEAD = /(-?)(?:([A-Za-z_]+):)?("?)/y;
const QUOTED = /((?:[^"\\]|\\.)*)"(?=\s|$)/suy;
const BARE = /\S*/uy;
const BLANKS = /\s*/uy;

/** Blanks end a token before this is asked, so what is left are NUL and its like. */
const UNFIT = /[\p{Cc}\p{Cs}]/gu;

/** @throws what `wrong` makes of the token and the reason */
export function readTokens(text: string, wrong: (token: string, why: string) => Error): FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = skip(BLANKS, text, 0);
  while (at < text.length) {
    const [head, minus, key, quote] = take(HEAD, text, at)!;
    const body = take(quote ? QUOTED : BARE, text, at + head.length);
    if (!body) throw wrong(clean(text.slice(at)), 'has a quote that does not end, or text right behind it');
    const source = head + body[0];
    const fit = clean(source);
    if (fit !== source) throw wrong(fit, 'holds a character that cannot be searched for');
    const value = quote ? body[1]!.replace(/\\(.)/gsu, '$1') : body[0];
    if (value.trim() === '') throw wrong(source, 'says nothing');
    tokens.push({ negated: minus === '-', key: key?.toLowerCase(), value, quoted: quote === '"', source });
    at = skip(BLANKS, text, at + source.length);
  }
  return tokens;
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + take(pattern, text, at)![0].length;
}

function clean(text: string): string {
  return text.replace(UNFIT, '\u{fffd}');
}
