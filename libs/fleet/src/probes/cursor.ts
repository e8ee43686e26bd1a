import { invalidAt } from '@legator/core';

/** Where a page ended: the order it was in, the value there and the id that settles ties. */
export interface Cursor {
  readonly sort: string;
  readonly value: string;
  readonly id: string;
}

export function writeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** @throws `invalid_cursor` when the text is not a cursor of this order */
export function readCursor(text: string, sort: string): Cursor {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string'))
    throw invalidAt('cursor', 'is not one that this list gave out', 'invalid_cursor');
  const [order, value, id] = parts as [string, string, string];
  if (order !== sort)
    throw invalidAt('cursor', 'belongs to another order; start from the first page', 'invalid_cursor');
  return { sort, value, id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
