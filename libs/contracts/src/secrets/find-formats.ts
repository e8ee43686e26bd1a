import { CLOUD_FORMATS } from './cloud-formats.js';
import { CODE_FORMATS } from './code-formats.js';
import type { SecretFormat } from './format.js';
import { SERVICE_FORMATS } from './service-formats.js';
import type { Span } from './span.js';

/** Every secret that is known by how it begins. */
export const SECRET_FORMATS: readonly SecretFormat[] = [
  ...CLOUD_FORMATS,
  ...CODE_FORMATS,
  ...SERVICE_FORMATS,
];

interface Entry {
  readonly start: string;
  readonly body: RegExp;
  readonly anywhere: boolean;
}

/** Size of a table by the codes of two characters of ASCII. */
const PAIRS = 128 * 128;

const table = byFirstPair(SECRET_FORMATS);

/**
 * The secrets in a line that are known by how they begin. Each place costs one look at a table, and where two characters
 * fit, the few formats that begin with them: the time grows with the length of the line, whatever stands in it.
 */
export function findFormats(line: string): Span[] {
  const found: Span[] = [];
  const last = line.length - 1;
  let first = line.charCodeAt(0);
  for (let at = 0; at < last; at += 1) {
    const second = line.charCodeAt(at + 1);
    const entries = (first | second) < 128 ? table[first * 128 + second] : undefined;
    first = second;
    if (entries === undefined) continue;
    const end = endOf(line, at, entries);
    if (end === 0) continue;
    found.push({ start: at, end });
    at = end - 1;
    first = line.charCodeAt(end);
  }
  return found;
}

function endOf(line: string, at: number, entries: readonly Entry[]): number {
  for (const { start, body, anywhere } of entries) {
    if (!line.startsWith(start, at) || (!anywhere && !isFree(line, at))) continue;
    body.lastIndex = at + start.length;
    if (body.test(line)) return body.lastIndex;
  }
  return 0;
}

/** Whether a word begins here; behind `\n` and `%3D` one does as well. */
function isFree(line: string, at: number): boolean {
  if (at === 0 || !isWord(line.charCodeAt(at - 1))) return true;
  return line[at - 2] === '\\' || line[at - 3] === '%';
}

function isWord(code: number): boolean {
  return (code > 47 && code < 58) || (code > 64 && code < 91) || code === 95 || (code > 96 && code < 123);
}

function byFirstPair(formats: readonly SecretFormat[]): (Entry[] | undefined)[] {
  const pairs = new Array<Entry[] | undefined>(PAIRS).fill(undefined);
  for (const { starts, body, anywhere } of formats) {
    const pattern = new RegExp(body, 'y');
    for (const start of starts) {
      const pair = start.charCodeAt(0) * 128 + start.charCodeAt(1);
      (pairs[pair] ??= []).push({ start, body: pattern, anywhere });
    }
  }
  return pairs;
}
