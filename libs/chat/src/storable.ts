import { redact } from '@legator/core';

/**
 * A value as it may be kept and told: what PostgreSQL can hold (no NUL, no half of a surrogate pair), without the
 * credentials that we or well-known others hand out.
 */
export function storable<T>(value: T): T {
  return redact(whole(value));
}

function whole<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return wellFormed(value) as T;
  if (!value || typeof value !== 'object' || depth > 64) return value;
  if (Array.isArray(value)) return value.map((inner) => whole<unknown>(inner, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [wellFormed(key), whole<unknown>(inner, depth + 1)]),
  ) as T;
}

/** Text that PostgreSQL can hold. */
export function wellFormed(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  return formed.includes('\0') ? formed.replaceAll('\0', '\u{fffd}') : formed;
}
