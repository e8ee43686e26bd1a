/** A value that has no canonical form. `path` says where, such as `detail.items[3]`. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';

  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`${what} at ${path || 'the top'} has no canonical form.`);
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
  return write(value, '', 0);
}

function write(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalError(path, String(value));
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeNested(value, path, depth + 1);
    default:
      throw new CanonicalError(path, `A ${typeof value}`);
  }
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new CanonicalError(path, 'Half a character (a lone surrogate)');
  return JSON.stringify(value);
}

function writeNested(value: object, path: string, depth: number): string {
  if (depth > MAX_CANONICAL_DEPTH) throw new CanonicalError(path.slice(0, 80), 'Something nested too deeply');
  if (Array.isArray(value)) return writeList(value, path, depth);
  // By tag, not by prototype: objects of another realm are as good.
  if (Object.prototype.toString.call(value) !== '[object Object]' || 'toJSON' in value) {
    throw new CanonicalError(path, `A ${value.constructor?.name ?? 'special object'}`);
  }
  return writeObject(value as Record<string, unknown>, path, depth);
}

function writeList(list: readonly unknown[], path: string, depth: number): string {
  let text = '[';
  // By index, because map and forEach pass over holes.
  for (let i = 0; i < list.length; i += 1) {
    text += (i > 0 ? ',' : '') + write(list[i], `${path}[${i}]`, depth);
  }
  return `${text}]`;
}

function writeObject(object: Record<string, unknown>, path: string, depth: number): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    const at = path ? `${path}.${key}` : key;
    text += `${text ? ',' : ''}${writeString(key, at)}:${write(value, at, depth)}`;
  }
  return `{${text}}`;
}
