import { MAX_CAPTURE_TEXT, maskText, type CapturedItem } from '@legator/contracts';
import { startOf } from '../start-of.js';

/** What was found of a thing, before it gets its name. */
export type Found = Omit<CapturedItem, 'kind' | 'name'>;

const MOST_FACT = 1_024;

export const ABSENT: Found = { state: 'absent' };

/** It could not be looked at. */
export function unread(why: string): Found {
  return { state: 'unread', why: startOf(why, 500) };
}

/** It is there. Facts that are not known are left out; everything is masked and bounded. */
export function present(facts: Readonly<Record<string, string | undefined>>, text?: string): Found {
  const known = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, startOf(maskText(value), MOST_FACT)] as const],
  );
  return { state: 'present', facts: Object.fromEntries(known), ...textOf(text) };
}

/** A list, one thing per line. */
export function listed(lines: readonly string[]): Found {
  return present({ entries: String(lines.length) }, lines.map((line) => `${line}\n`).join(''));
}

function textOf(text: string | undefined): Pick<Found, 'text' | 'textNote'> {
  if (text === undefined) return {};
  const masked = maskText(text).toWellFormed();
  // Half a text would look as if the rest of it had gone.
  if (masked.length > MAX_CAPTURE_TEXT) return { textNote: 'too_long' };
  return masked === text ? { text } : { text: masked, textNote: 'masked' };
}
