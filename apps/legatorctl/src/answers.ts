/**
 * Looking into answers without trusting them: servers differ in what they send, and much of it was written by hosts.
 */

/** An object of an answer; an empty one if it is none. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A list of objects: the answer itself, or what stands in it under a name; Go writes null for an empty one. */
export function rows(value: unknown, name?: string): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : name === undefined ? undefined : record(value)[name];
  return Array.isArray(list) ? list.map(record) : [];
}

/** A value as text for people: lists by commas, nothing for nothing. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(text).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
