/**
 * A pattern as numbers, since patterns of strangers are compared with many rules: the code of a character that stands for
 * itself, or one of these.
 */
export type Tokens = Int32Array;

/** Any text. */
const DEEP = -1;
/** Any text within one part of a path. */
const FLAT = -2;
/** One character. */
const ANY = -3;
/** One character that is no slash. */
const ONE = -4;
const SLASH = 47;

/** The pattern of a rule, as `fitsGlob` reads it: `*` is any text, `?` any character. */
export function tokensOfRule(pattern: string): Tokens {
  const text = pattern.toLowerCase().replace(/\*+/g, '*');
  return Int32Array.from([...text], (char) => {
    if (char === '*') return DEEP;
    return char === '?' ? ANY : char.codePointAt(0)!;
  });
}

/** A pattern among the words of a command, as shells read it; `**` is any depth. What is in brackets may be anything. */
export function tokensOfWord(word: string): Tokens {
  const text = word.toLowerCase();
  const tokens: number[] = [];
  // Where the next bracket closes or the part of the path ends: looked up once for all that open before it.
  let end = -1;
  for (let at = 0; at < text.length;) {
    const char = text.codePointAt(at)!;
    let next = at + (char > 0xffff ? 2 : 1);
    if (text[at] === '*') {
      while (text[next] === '*') next++;
      tokens.push(next - at > 1 ? DEEP : FLAT);
    } else if (text[at] === '?') tokens.push(ONE);
    else if (text[at] === '[') {
      if (end <= at) end = endOfBrackets(text, at);
      const isClosed = text[end] === ']';
      tokens.push(isClosed ? ONE : char);
      if (isClosed) next = end + 1;
    } else tokens.push(char);
    at = next;
  }
  return Int32Array.from(tokens);
}

function endOfBrackets(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== ']' && text[at] !== '/') at++;
  return at;
}

/** Whether some text fits both. Takes time in proportion to both lengths multiplied, at worst. */
export function overlap(a: Tokens, b: Tokens): boolean {
  return overlapTo(a, b, (i) => i === a.length);
}

/** Whether some text fits b and a folder with which a begins. */
export function overlapsFolder(a: Tokens, b: Tokens): boolean {
  return overlapTo(a, b, (i) => i > 0 && a[i] === SLASH);
}

function overlapTo(a: Tokens, b: Tokens, mayEnd: (index: number) => boolean): boolean {
  // Row by row: how far in b one may be, having come so far in a with the same text.
  let row = new Uint8Array(b.length + 1);
  let next = new Uint8Array(b.length + 1);
  row[0] = 1;
  /** As far as one may be in b by now. */
  let far = 0;
  for (let i = 0; i <= a.length; i++) {
    next.fill(0);
    const one = i < a.length ? a[i]! : undefined;
    let alive = false;
    for (let j = 0; j <= far; j++) {
      if (row[j] === 0) continue;
      alive = true;
      if (j === far && j < b.length) far++;
      const other = j < b.length ? b[j]! : undefined;
      if (one !== undefined && isText(one)) next[j] = 1;
      if (other !== undefined && isText(other)) row[j + 1] = 1;
      if (one === undefined || other === undefined || !agree(one, other)) continue;
      // What stands for a text stays where it is when a character has passed.
      if (isText(one) && !isText(other)) row[j + 1] = 1;
      else if (isText(other) && !isText(one)) next[j] = 1;
      else if (!isText(one)) next[j + 1] = 1;
    }
    if (row[b.length] === 1 && mayEnd(i)) return true;
    if (!alive) return false;
    [row, next] = [next, row];
  }
  return false;
}

function isText(token: number): boolean {
  return token === DEEP || token === FLAT;
}

/** Whether one character can be meant by both. */
function agree(a: number, b: number): boolean {
  if (a >= 0 && b >= 0) return a === b;
  return takes(a, b) && takes(b, a);
}

function takes(token: number, other: number): boolean {
  return other !== SLASH || (token !== FLAT && token !== ONE);
}
