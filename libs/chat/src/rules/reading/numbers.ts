import type { Token } from './tokens.js';

/** A number as it was typed, in bytes or seconds where a unit says so. */
export interface Amount {
  readonly value: number;
  readonly unit: 'none' | 'percent' | 'bytes' | 'seconds';
}

const UNITS: Readonly<Record<string, readonly [Amount['unit'], number]>> = {
  '%': ['percent', 1],
  percent: ['percent', 1],
  ...sizes(['k', 'kb', 'kib', 'kilobytes'], 1),
  ...sizes(['m', 'mb', 'mib', 'megabytes', 'megabyte'], 2),
  ...sizes(['g', 'gb', 'gib', 'gig', 'gigs', 'gigabytes', 'gigabyte'], 3),
  ...sizes(['t', 'tb', 'tib', 'terabytes', 'terabyte'], 4),
  ...times(['s', 'sec', 'second', 'seconds'], 1),
  ...times(['min', 'mins', 'minute', 'minutes'], 60),
  ...times(['h', 'hr', 'hrs', 'hour', 'hours'], 3_600),
  ...times(['d', 'day', 'days'], 86_400),
  ...times(['w', 'week', 'weeks'], 604_800),
  ...times(['month', 'months'], 2_592_000),
  ...times(['year', 'years'], 31_536_000),
};

const WORDS: Readonly<Record<string, number>> = {
  ...{
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    twenty: 20,
  },
  ...{ fifty: 50, hundred: 100 },
};

/** `80`, `80%`, `4 GB`, `ten`, `2 days`. A version such as `5.15.0` is none. */
export function readNumber(
  tokens: readonly Token[],
  at: number,
): { amount: Amount; length: number } | undefined {
  const { text } = tokens[at]!;
  const [, digits, glued = ''] = /^(\d{1,15}(?:\.\d{1,6})?)(%|[a-z]{1,9})?$/.exec(text) ?? [];
  const value =
    digits === undefined ? (Object.hasOwn(WORDS, text) ? WORDS[text] : undefined) : Number(digits);
  if (value === undefined || (glued !== '' && !Object.hasOwn(UNITS, glued))) return undefined;
  const next = glued === '' ? tokens[at + 1]?.text : undefined;
  const follows = next !== undefined && Object.hasOwn(UNITS, next);
  const [unit, factor] = glued !== '' ? UNITS[glued]! : follows ? UNITS[next]! : (['none', 1] as const);
  return { amount: { value: value * factor, unit }, length: follows ? 2 : 1 };
}

function sizes(names: readonly string[], power: number): Record<string, readonly ['bytes', number]> {
  return Object.fromEntries(names.map((name) => [name, ['bytes', 1_024 ** power]]));
}

function times(names: readonly string[], seconds: number): Record<string, readonly ['seconds', number]> {
  return Object.fromEntries(names.map((name) => [name, ['seconds', seconds]]));
}
