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
/** Where any depth begins, which is none as well: it may be passed over with the text and the slash behind it. */
const FOLDERS = -5;
const PASSED = 3;
const SLASH = 47;
const ODD_SET = /\[[!^]?\]|\[[:.=]/;

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
  const text = plainSets(word.toLowerCase());
  const tokens: number[] = [];
  // Where the next bracket closes or the part of the path ends: looked up once for all that open before it.
  let end = -1;
  for (let at = 0; at < text.length;) {
    const char = text.codePointAt(at)!;
    let next = at + (char > 0xffff ? 2 : 1);
    if (text[at] === '*') {
      while (text[next] === '*') next++;
      const isWhole = (at === 0 || text[at - 1] === '/') && text[next] === '/';
      if (next - at > 1 && isWhole) tokens.push(FOLDERS);
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

/**
 * Sets that hold brackets of their own (`[]a]`, `[[:alpha:]]`), as any text: where they end is read differently, and it
 * is enough to know what they may stand for.
 */
export function plainSets(word: string): string {
  if (!ODD_SET.test(word)) return word;
  const parts = word.split('/').map((part) => {
    const [from, to] = [part.indexOf('['), part.lastIndexOf(']')];
    return ODD_SET.test(part) && to > from ? `${part.slice(0, from)}*${part.slice(to + 1)}` : part;
  });
  return parts.join('/');
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
  // Row by row: how far in b one may be, having come so far in a with the same text; and as many as one may pass over.
  const rows = Array.from({ length: PASSED + 1 }, () => new Uint8Array(b.length + 1));
  rows[0]![0] = 1;
  /** As far as one may be in b by now. */
  let far = 0;
  for (let i = 0; i <= a.length; i++) {
    const row = rows[i % rows.length]!;
    const next = rows[(i + 1) % rows.length]!;
    const beyond = rows[(i + PASSED) % rows.length]!;
    const one = i < a.length ? a[i]! : undefined;
    let alive = false;
    for (let j = 0; j <= far; j++) {
      if (row[j] === 0) continue;
      alive = true;
      const other = j < b.length ? b[j]! : undefined;
      if (other !== undefined) far = Math.max(far, other === FOLDERS ? j + PASSED : j + 1);
      if (one !== undefined && isEmpty(one)) next[j] = 1;
      if (one === FOLDERS) beyond[j] = 1;
      if (other !== undefined && isEmpty(other)) row[j + 1] = 1;
      if (other === FOLDERS) row[j + PASSED] = 1;
      if (one === undefined || other === undefined || !agree(one, other)) continue;
      // What stands for a text stays where it is when a character has passed.
      if (isText(one) && !isText(other)) row[j + 1] = 1;
      else if (isText(other) && !isText(one)) next[j] = 1;
      else if (!isText(one)) next[j + 1] = 1;
    }
    if (row[b.length] === 1 && mayEnd(i)) return true;
    if (!alive) return false;
    row.fill(0);
  }
  return false;
}

/** Whether it stands for nothing at all as well. */
function isEmpty(token: number): boolean {
  return isText(token) || token === FOLDERS;
}

function isText(token: number): boolean {
  return token === DEEP || token === FLAT;
}

/** Whether one character can be meant by both. */
function agree(a: number, b: number): boolean {
  if (a === FOLDERS || b === FOLDERS) return false;
  if (a >= 0 && b >= 0) return a === b;
  return takes(a, b) && takes(b, a);
}

function takes(token: number, other: number): boolean {
  return other !== SLASH || (token !== FLAT && token !== ONE);
}
