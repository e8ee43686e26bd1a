/** A value that has no canonical form. `path` says where, such as `detail.items[3]`; it is cut when it is very long. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';

  constructor(
    readonly what: string,
    readonly path = '',
  ) {
    super(`${what} at ${path || 'the top'} has no canonical form.`);
  }

  /** The same fault, seen from the value around it. */
  within(step: string): CanonicalError {
    const dot = this.path && !this.path.startsWith('[') ? '.' : '';
    return new CanonicalError(this.what, `${step}${dot}${this.path}`.slice(0, 200));
  }
}

/** Deeper values are refused; it also ends values that contain themselves. */
export const MAX_CANONICAL_DEPTH = 128;

/**
 * The one spelling of a JSON value (RFC 8785): no blanks, keys in the order of their UTF-16 units, numbers as
 * JavaScript writes them. Properties that are undefined are left out. Whatever JSON cannot carry unchanged is refused
 * with a CanonicalError: NaN, undefined in a list, half a character, a Date, a Map, bytes.
 */
export function canonicalize(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalError(String(value));
      // String writes minus nothing as 0 and everything else as JSON does.
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeNested(value, depth + 1);
    default:
      throw new CanonicalError(`A value of type ${typeof value}`);
  }
}

/** Strings that stand for themselves; nearly all do, and asking JSON.stringify costs four times as much. */
const PLAIN = /^[ !#-[\]-~]*$/;

function writeString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new CanonicalError('Half a character (a lone surrogate)');
  return JSON.stringify(value);
}

function writeNested(value: object, depth: number): string {
  if (depth > MAX_CANONICAL_DEPTH) throw new CanonicalError('Something nested too deeply');
  if (Array.isArray(value)) return writeList(value, depth);
  if (!isPlain(value)) {
    throw new CanonicalError(`A ${value.constructor?.name ?? 'special object'}`);
  }
  return writeObject(value as Json, depth);
}

/** By tag when not by prototype: objects of another realm are as good. */
function isPlain(value: object): boolean {
  const known = Object.getPrototypeOf(value) === Object.prototype;
  return (
    (known || Object.prototype.toString.call(value) === '[object Object]') &&
    typeof (value as Json).toJSON !== 'function'
  );
}

type Json = Record<string, unknown>;

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  let i = 0;
  try {
    // By index, because map and forEach pass over holes.
    for (; i < list.length; i += 1) text += (i > 0 ? ',' : '') + write(list[i], depth);
  } catch (error) {
    throw error instanceof CanonicalError ? error.within(`[${i}]`) : error;
  }
  return `${text}]`;
}

function writeObject(object: Json, depth: number): string {
  let text = '';
  let at = '';
  try {
    for (at of sortedKeys(object)) {
      const value = object[at];
      if (value !== undefined) text += `${text ? ',' : ''}${writeString(at)}:${write(value, depth)}`;
    }
  } catch (error) {
    throw error instanceof CanonicalError ? error.within(at) : error;
  }
  return `{${text}}`;
}

/** Keys in the order of their UTF-16 units. What was canonical before is in order already. */
function sortedKeys(object: Json): string[] {
  const keys = Object.keys(object);
  for (let i = 1; i < keys.length; i += 1) {
    if (keys[i - 1]! > keys[i]!) return keys.sort();
  }
  return keys;
}
