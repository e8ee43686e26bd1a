import { z } from 'zod';
import { invalidAt } from '@legator/core';
import type { ConversationCursor } from './conversations.store.js';
import type { MessagePlace } from './messages.store.js';

const MOST_WORDS = 12;

/** A query of full text that finds each of these words at the beginning of one; empty when there are none. */
export function searchWords(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, MOST_WORDS)
    .map((word) => `'${word}':*`)
    .join(' & ');
}

const Cursor = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/), z.uuid()]);

/** Where the next page of conversations begins. */
export function nextCursor({ at, id }: { at: string; id: string }): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws `invalid_request` for what was never given out */
export function readCursor(text: string): ConversationCursor {
  const read = Cursor.safeParse(parsed(text));
  if (!read.success || Number.isNaN(Date.parse(read.data[0])))
    throw invalidAt('cursor', 'is not the next_cursor of a page before');
  return { at: read.data[0], id: read.data[1] };
}

/** Where the page with older messages ends. */
export function olderThan({ place, role }: MessagePlace): string {
  return `${place}.${role === 'assistant' ? 1 : 0}`;
}

/** @throws `invalid_request` for what was never given out */
export function readPlace(text: string): MessagePlace {
  const match = /^(\d{1,15})\.([01])$/.exec(text);
  if (!match) throw invalidAt('before', 'is not the before of a page before');
  return { place: Number(match[1]), role: match[2] === '1' ? 'assistant' : 'user' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
