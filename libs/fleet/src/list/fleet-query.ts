import { Level, MAX_FLEET_FILTER, ProbeStatus } from '@legator/contracts';
import { DomainError, parseDuration } from '@legator/core';
import { readTokens } from './filter-tokens.js';
import type { FilterToken } from './filter-tokens.js';

/** Values compared as text, without regard to case; `*` stands for anything unless it is quoted. */
export type TextKey = 'tag' | 'os' | 'site' | 'host' | 'version';
/** One of a few words. */
export type WordKey = 'status' | 'policy';
/** Percent, or the score. */
export type NumberKey = 'health' | 'cpu' | 'mem' | 'disk';

/** Numbers between two ends; a missing end is open. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
  readonly withFrom: boolean;
  readonly withTo: boolean;
}

/** What one token asks for, and whether it asks for the contrary. `seen` is an age in milliseconds, or never. */
export type Condition = { readonly negated: boolean } & (
  | { readonly key: 'word' | TextKey; readonly text: string; readonly exact: boolean }
  | { readonly key: WordKey; readonly text: string }
  | { readonly key: NumberKey; readonly range: Range }
  | { readonly key: 'seen'; readonly range: Range | 'never' }
);

export type FilterKey = Condition['key'];

/** Tokens of one key: any of them fits, and none of the negated ones. Different keys and words: all of them. */
export type FleetQuery = readonly Condition[];

const ALIASES: Readonly<Record<string, FilterKey>> = {
  ...{ tag: 'tag', os: 'os', site: 'site', host: 'host', hostname: 'host', version: 'version' },
  ...{ status: 'status', policy: 'policy', level: 'policy', health: 'health' },
  ...{ cpu: 'cpu', mem: 'mem', memory: 'mem', disk: 'disk', seen: 'seen' },
};

/** What a person may write before the colon. */
export const FILTER_KEYS = Object.keys(ALIASES);

const WORDS = { status: ProbeStatus.options, policy: Level.options } as const;

const MAX_CONDITIONS = 100;
/** Each of them is looked for in every row. */
const MAX_SEARCHES = 20;
const MAX_AGE_MS = 10 * 366 * 86_400_000;

/**
 * Reads a filter as a person types it: `web tag:prod health:<80 seen:>10m -site:home tag:"my tag"`.
 * @throws `invalid_filter`, naming the token, for what it does not understand: a filter that was only half understood
 *   would choose machines that nobody meant
 */
export function parseFleetQuery(text: string): FleetQuery {
  if (text.length > MAX_FLEET_FILTER)
    throw new DomainError(
      'invalid',
      'invalid_filter',
      `A filter has at most ${MAX_FLEET_FILTER} characters.`,
    );
  const tokens = readTokens(text, wrong);
  if (tokens.length > MAX_CONDITIONS)
    throw wrong(tokens[MAX_CONDITIONS]!.source, `is one too many; at most ${MAX_CONDITIONS} are read`);
  const query = tokens.map(toCondition);
  const searches = query.flatMap((one, at) => (isSearch(one) ? [tokens[at]!.source] : []));
  if (searches.length > MAX_SEARCHES)
    throw wrong(
      searches[MAX_SEARCHES]!,
      `is one too many; a filter has at most ${MAX_SEARCHES} words and wildcards`,
    );
  return query;
}

function isSearch(condition: Condition): boolean {
  return condition.key === 'word' || ('exact' in condition && !condition.exact);
}

function toCondition(token: FilterToken): Condition {
  const { negated, source } = token;
  if (token.key === undefined) return { negated, key: 'word', ...textOf(token) };
  const key = Object.hasOwn(ALIASES, token.key) ? ALIASES[token.key]! : undefined;
  switch (key) {
    case undefined:
    case 'word':
      throw wrong(source, `has no known key; put it in quotes, or use one of ${FILTER_KEYS.join(', ')}`);
    case 'status':
    case 'policy':
      return { negated, key, text: oneOf(WORDS[key], token) };
    case 'health':
    case 'cpu':
    case 'mem':
    case 'disk':
      return { negated, key, range: shares(token) };
    case 'seen':
      return { negated, key, range: ages(token) };
    default:
      return { negated, key, ...textOf(token) };
  }
}

function textOf({ value, quoted, source }: FilterToken): { text: string; exact: boolean } {
  const text = value.toLowerCase();
  if (text === '') throw wrong(source, 'says nothing');
  return { text, exact: quoted || !text.includes('*') };
}

function oneOf(words: readonly string[], { value, source }: FilterToken): string {
  const word = value.toLowerCase();
  if (!words.includes(word)) throw wrong(source, `must be one of ${words.join(', ')}`);
  return word;
}

/** Without a sign it is the number as it is shown, so `cpu:90` takes in 90.4. */
function shares({ value, source }: FilterToken): Range {
  const [, sign = '', digits] = /^([<>]=?|=)?(\d{1,3}(?:\.\d{1,4})?)%?$/.exec(value) ?? [];
  const number = Number(digits);
  if (digits === undefined || number > 100)
    throw wrong(source, 'must compare with a number from 0 to 100, such as <80 or >=90');
  if (sign === '' || sign === '=')
    return { from: number - 0.5, to: number + 0.5, withFrom: true, withTo: false };
  return compared(sign, number);
}

function ages({ value, source }: FilterToken): Range | 'never' {
  if (value.toLowerCase() === 'never') return 'never';
  const [, sign, duration = ''] = /^([<>]=?)(.+)$/s.exec(value) ?? [];
  const age = parseDuration(duration);
  if (!sign || age === undefined || age > MAX_AGE_MS)
    throw wrong(source, 'must compare with a time of at most ten years, such as >10m or <2h, or be never');
  return compared(sign, age);
}

function compared(sign: string, number: number): Range {
  const withIt = sign.endsWith('=');
  return sign.startsWith('<')
    ? { to: number, withFrom: false, withTo: withIt }
    : { from: number, withFrom: withIt, withTo: false };
}

function wrong(token: string, why: string): DomainError {
  const shown = token.length > 80 ? `${token.slice(0, 80).toWellFormed()}…` : token;
  const message = `"${shown}" ${why}`;
  return new DomainError('invalid', 'invalid_filter', message, {
    details: [{ path: 'q', message }],
    extra: { token: shown },
  });
}
