/**
 * What a probe said, in a form that PostgreSQL can hold: no NUL, no half of a surrogate pair. Anything else is kept
 * as it is; showing it safely is the reader's business.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((inner) => storable<unknown>(inner)) as T;
  if (!value || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [clean(key), storable<unknown>(inner)]),
  ) as T;
}

function clean(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\u{fffd}') : whole;
}
