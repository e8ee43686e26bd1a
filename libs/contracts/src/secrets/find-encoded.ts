import { CARRIERS } from './carriers.js';
import { findFormats } from './find-formats.js';
import { findNamed } from './find-named.js';
import type { Span } from './span.js';

const URL_PASSWORD = CARRIERS.find(({ kind }) => kind === 'url-password')!.pattern;
const [SHORTEST, LONGEST] = [24, 16_384];
/** By the code of a character: its six bits, and -1 for what no such word holds. */
const BITS = Int8Array.from({ length: 128 }, (_, code) => bitsOf(String.fromCharCode(code)));
const READABLE = /^[\t\n\r\x20-\x7e]+$/;
const BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;

/** Words of Base64 that hold a secret, as `kubectl get secret` and many a header print them. */
export function findEncoded(line: string): Span[] {
  if (line.length < SHORTEST) return [];
  const found: Span[] = [];
  for (let start = 0; start <= line.length - SHORTEST;) {
    const ended = endOfWord(line, start);
    if (ended - start >= SHORTEST) {
      const end = line[ended] !== '=' ? ended : line[ended + 1] !== '=' ? ended + 1 : ended + 2;
      if (beginsReadable(line, start)) {
        const text = decoded(line.slice(start, end));
        if (text !== undefined && holds(text)) found.push({ start, end });
      }
      start = end;
    } else start = ended + 1;
  }
  return found;
}

/** Behind the last character of a word; a longer one is looked at in parts. */
function endOfWord(line: string, start: number): number {
  const most = Math.min(line.length, start + LONGEST);
  let at = start;
  while (at < most && bitsAt(line, at) >= 0) at += 1;
  return at;
}

/** Whether the first three bytes are those of a text: most words are none, which is cheaper to see than to decode. */
function beginsReadable(line: string, at: number): boolean {
  const [a, b, c, d] = [bitsAt(line, at), bitsAt(line, at + 1), bitsAt(line, at + 2), bitsAt(line, at + 3)];
  return (
    isReadable((a << 2) | (b >> 4)) &&
    isReadable(((b & 15) << 4) | (c >> 2)) &&
    isReadable(((c & 3) << 6) | d)
  );
}

function isReadable(byte: number): boolean {
  return (byte > 31 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}

function bitsAt(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return code < 128 ? BITS[code]! : -1;
}

function bitsOf(letter: string): number {
  const same = letter === '-' ? '+' : letter === '_' ? '/' : letter;
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(same);
}

function decoded(word: string): string | undefined {
  try {
    const text = atob(word.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'));
    return READABLE.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function holds(text: string): boolean {
  return (
    BEGIN.test(text) ||
    text
      .split(/[\r\n]/)
      .some((line) => findFormats(line).length + findNamed(line, true).length > 0 || hasUrlPassword(line))
  );
}

function hasUrlPassword(line: string): boolean {
  return line.includes('://') && line.search(URL_PASSWORD) >= 0;
}
