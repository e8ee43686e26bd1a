import { invalidAt } from '@legator/core';

/** A place in a list that is ordered by time, then id, newest first. */
export interface Place {
  /** UTC with microseconds, such as `2026-01-31T08:00:00.000000Z`; sorts as time does. */
  readonly at: string;
  readonly id: string;
}

const TEXT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function writePlace({ at, id }: Place): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** @throws `invalid` when the text is none that a list gave out */
export function readPlace(cursor: string): Place {
  const match = TEXT.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match || !isMoment(match[1]!)) throw invalidAt('before', 'is not one that this list gave out');
  return { at: match[1]!, id: match[2]! };
}

/** `Date` takes in 30 February and 24:00 as the day after, which the database refuses; so does it the year 0. */
function isMoment(at: string): boolean {
  const date = new Date(at);
  return (
    !Number.isNaN(date.getTime()) &&
    date.getUTCFullYear() > 0 &&
    date.toISOString().startsWith(at.slice(0, 23))
  );
}

/** Newest first. */
export function newestFirst(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
