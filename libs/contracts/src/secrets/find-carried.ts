import type { Carrier } from './carrier.js';
import { CARRIERS } from './carriers.js';
import { OPTION_CARRIERS, OPTION_HINT } from './option-carriers.js';
import type { Span } from './span.js';

/** What an ordinary line of a log may hold. */
const ORDINARY =
  'INFO [main]: user=root auth login session password key line net1 http://a@b::c /p {"a": 1} | $1 * - id=aaaaaaaaaaaaaaaaaaaaaaaa';
/** Hints that are a few words, none of them ordinary. */
const isRare = ({ hint }: Carrier) => !isHinted(ORDINARY, hint) && alternativesOf(hint).every(isWord);
const RARE = CARRIERS.filter(isRare);
const COMMON = CARRIERS.filter((one) => !isRare(one));
/** All of those at once: each look by itself goes through the whole line, and nearly all find nothing. */
const ANY_RARE = new RegExp(fewest(RARE.flatMap(({ hint }) => alternativesOf(hint))).join('|'), 'i');

/** The secrets in a line that are known by what carries them: an address, a header, an option of a program. */
export function findCarried(line: string): Span[] {
  const found: Span[] = [];
  for (const carrier of COMMON) if (isHinted(line, carrier.hint)) findOne(line, carrier, found);
  if (ANY_RARE.test(line))
    for (const carrier of RARE) if (isHinted(line, carrier.hint)) findOne(line, carrier, found);
  if (OPTION_HINT.test(line)) for (const carrier of OPTION_CARRIERS) findOne(line, carrier, found);
  return found;
}

function isHinted(line: string, hint: Carrier['hint']): boolean {
  return typeof hint === 'string' ? line.includes(hint) : hint.test(line);
}

/** Without their flags: all of them together look at capitals and small letters alike, and so find no less. */
function alternativesOf(hint: Carrier['hint']): string[] {
  return typeof hint === 'string' ? [hint] : hint.source.split('|');
}

function isWord(text: string): boolean {
  return /^[\w"-]{3,}$/.test(text);
}

/** Without those that hold another one: the shorter finds them as well, and a short list is a quick one. */
function fewest(words: readonly string[]): string[] {
  const all = [...new Set(words.map((word) => word.toLowerCase()))];
  return all.filter((one) => !all.some((other) => other !== one && one.includes(other)));
}

function findOne(line: string, { pattern, accepts }: Carrier, found: Span[]): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const start = match.index + match[1]!.length;
    const secret = match[2]!;
    if (secret.slice(0, 48).includes('[redacted]') || (accepts && !accepts(secret))) continue;
    found.push({ start, end: start + secret.length });
  }
}
