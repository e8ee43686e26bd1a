const MAX_DEPTH = 32;

/**
 * Any value as plain JSON that has a canonical form. What JSON cannot carry is replaced, never refused: an entry must
 * not be prevented by what somebody managed to put into it.
 */
export function plain(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return plainText(value);
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : plainObject(value, depth);
    default:
      return undefined;
  }
}

/** At most `max` characters, without NUL (which no column holds) and without half characters. */
export function plainText(text: string, max = Infinity): string {
  return (text.length > max ? text.slice(0, max) : text).replaceAll('\0', '\ufffd').toWellFormed();
}

function plainObject(value: object, depth: number): unknown {
  if (depth >= MAX_DEPTH) return '[nested too deeply]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((inner) => plain(inner, depth + 1) ?? null);
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return plain((value as { toJSON(): unknown }).toJSON(), depth + 1);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [plainText(key), plain(inner, depth + 1)])
      .filter(([, inner]) => inner !== undefined),
  );
}
