/**
 * `deep`: any text; `flat`: any text within one part of a path; `any`: one character; `one`: one that is no slash; else
 * that character.
 */
export type Token = 'deep' | 'flat' | 'any' | 'one' | { readonly char: string };

/** The pattern of a rule, as `fitsGlob` reads it: `*` is any text, `?` any character. */
export function tokensOfRule(pattern: string): Token[] {
  return [...pattern.toLowerCase().replace(/\*+/g, '*')].map((char) => {
    if (char === '*') return 'deep';
    return char === '?' ? 'any' : { char };
  });
}

/** A pattern among the words of a command, as shells read it; `**` is any depth. What is in brackets may be anything. */
export function tokensOfWord(word: string): Token[] {
  return (word.toLowerCase().match(/\*{2,}|\*|\?|\[[^\]/]*\]|[^]/gu) ?? []).map((part) => {
    if (part.startsWith('**')) return 'deep';
    if (part === '*') return 'flat';
    return part === '?' || (part.startsWith('[') && part.endsWith(']')) ? 'one' : { char: part };
  });
}

/** Whether some text fits both. Takes time in proportion to both lengths multiplied, at worst. */
export function overlap(a: readonly Token[], b: readonly Token[]): boolean {
  // Row by row: how far in b one may be, having come so far in a with the same text.
  let row = new Uint8Array(b.length + 1);
  row[0] = 1;
  for (let i = 0; i <= a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    let alive = false;
    for (let j = 0; j <= b.length; j++) {
      if (row[j] === 0) continue;
      alive = true;
      const [one, other] = [a[i], b[j]];
      if (one && isText(one)) next[j] = 1;
      if (other && isText(other)) row[j + 1] = 1;
      if (!one || !other || !agree(one, other)) continue;
      // What stands for a text stays where it is when a character has passed.
      if (isText(one) && !isText(other)) row[j + 1] = 1;
      else if (isText(other) && !isText(one)) next[j] = 1;
      else if (!isText(one)) next[j + 1] = 1;
    }
    if (i === a.length) return row[b.length] === 1;
    if (!alive) return false;
    row = next;
  }
  return false;
}

function isText(token: Token): boolean {
  return token === 'deep' || token === 'flat';
}

/** Whether one character can be meant by both. */
function agree(a: Token, b: Token): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a.char === b.char;
  return takes(a, b) && takes(b, a);
}

function takes(token: Token, other: Token): boolean {
  const isSlash = typeof other === 'object' && other.char === '/';
  return !isSlash || (token !== 'flat' && token !== 'one');
}
