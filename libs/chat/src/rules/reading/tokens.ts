/** A piece of a question. Signs that no question needs are pieces of their own, so that they are never passed over. */
export interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

const MAX_TOKENS = 60;
/** Ends of words that belong to the sentence. */
const TRAILING = /[.,?!:…]+$/u;
const PIECE =
  /"([^"]{1,200})"|'([^']{1,200})'(?=\s|$|[?.,!])|(>=|<=|=>|=<|[<>=≥≤])|([;&|$`(){}[\]\\])|(,)|([^\s"<>=≥≤;&|$`(){}[\]\\,]+)/gu;

/** In lower case, in order. @returns undefined for what is too long to be a question */
export function tokensOf(question: string): Token[] | undefined {
  const tokens: Token[] = [];
  const plain = question.normalize('NFKC').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  for (const [, double, single, sign, odd, comma, word] of plain.matchAll(PIECE)) {
    const quoted = double ?? single;
    const text =
      quoted?.trim() ?? sign ?? odd ?? comma ?? word!.replace(TRAILING, '').replace(/^[¿¡'"]+|['"]+$/gu, '');
    if (text === '') continue;
    if (tokens.length === MAX_TOKENS) return undefined;
    tokens.push({ text, quoted: quoted !== undefined });
  }
  return tokens;
}
