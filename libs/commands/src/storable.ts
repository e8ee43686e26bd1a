import { redact } from '@legator/core';

/**
 * What a host printed, in a form that PostgreSQL can hold (no NUL, no half of a surrogate pair) and without the
 * credentials that we or well-known others hand out.
 */
export function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return redact(whole.includes('\0') ? whole.replaceAll('\0', '\u{fffd}') : whole);
}
