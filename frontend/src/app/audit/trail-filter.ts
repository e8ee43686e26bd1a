import { readTimeRange, resolve } from '../ui/time-range-text';
import type { TokenError } from '../ui/token-filter';
import { type QueryPart, partsOf } from '../ui/token-query';
import type { TrailFilter } from './audit-api';

export type ReadFilter =
  | { readonly filter: TrailFilter; readonly error?: undefined }
  | { readonly error: TokenError; readonly filter?: undefined };

const MISSING = { filter: {} } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The filter of the address: tokens, and the range beside them. Where both say when, the narrower counts. A range that
 * ends now has no end, so that what happens meanwhile belongs to it.
 */
export function readFilter(query: string, range: string, now: Date): ReadFilter {
  let filter: TrailFilter = {};
  for (const part of partsOf(query)) {
    const read = readPart(part, now);
    if (read.error) return read;
    const twice = Object.keys(read.filter).find((key) => key in filter);
    if (twice) return wrong(part, 'is there twice; entries have one each');
    filter = { ...filter, ...read.filter };
  }
  return { filter: within(filter, range, now) };
}

function readPart(part: QueryPart, now: Date): ReadFilter {
  const { key, value = '', negated } = part;
  if (key === undefined) return wrong(part, 'Words are not searched here; use a key such as type: or actor:');
  if (negated) return wrong(part, 'can only be asked for, not left out');
  switch (key) {
    case 'actor':
    case 'type':
      return { filter: { [key]: value } };
    case 'probe':
      return { filter: { probe_id: value } };
    case 'subject':
      return { filter: readSubject(value) };
    case 'since':
    case 'until':
      return readMoment(part, key, value, now);
    default:
      return wrong(part, 'is no key of the trail: actor, type, probe, subject, since, until');
  }
}

/** "approval/17" or "approval" alone. */
function readSubject(value: string): TrailFilter {
  const [type = '', ...id] = value.split('/');
  return id.length > 0 ? { subject_type: type, subject_id: id.join('/') } : { subject_type: type };
}

/** A moment, a day of this browser, or how long ago. */
function readMoment(part: QueryPart, key: 'since' | 'until', value: string, now: Date): ReadFilter {
  if (DAY.test(value)) {
    const midnight = new Date(`${value}T00:00`);
    if (key === 'until') midnight.setDate(midnight.getDate() + 1);
    if (!Number.isNaN(midnight.getTime())) return { filter: { [key]: midnight.toISOString() } };
  }
  const known = value.includes('/') ? undefined : readTimeRange(value);
  if (known) {
    const { from, to } = resolve(known, now);
    const isDay = known === 'today' || known === 'yesterday';
    return { filter: { [key]: (isDay && key === 'until' ? to : from).toISOString() } };
  }
  const moment = /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment)
    ? wrong(part, 'is no time: 2h, yesterday, 2026-11-20 or 2026-11-20T08:00')
    : { filter: { [key]: new Date(moment).toISOString() } };
}

function within(filter: TrailFilter, range: string, now: Date): TrailFilter {
  const known = readTimeRange(range);
  if (!known) return filter;
  const { from, to } = resolve(known, now);
  const since = latest(filter.since, from.toISOString());
  const until = to.getTime() === now.getTime() ? filter.until : earliest(filter.until, to.toISOString());
  return { ...filter, since, ...(until === undefined ? {} : { until }) };
}

function latest(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

function earliest(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other;
}

function wrong({ text }: QueryPart, message: string): ReadFilter {
  return { ...MISSING, filter: undefined, error: { token: text, message } };
}
