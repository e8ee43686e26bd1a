import { randomBytes } from 'node:crypto';

/** The id made last: its time, and how many ids of that millisecond came before it. */
let last = { ms: 0, count: 0 };
/** A clock that was set back by less than this is waited out; by more, it is believed. */
const PATIENCE_MS = 1_000;
const MOST_PER_MS = 0xfff;

/**
 * A UUID version 7 (RFC 9562, sections 5.7 and 6.2): the time in milliseconds, a counter of 12 bits, then 62 random
 * bits. Ids of one process grow in the order in which they were made, so facts keep their order and rows land side by
 * side in an index.
 */
export function newId(now = Date.now()): string {
  last = following(now);
  const bytes = randomBytes(16);
  bytes.writeUIntBE(last.ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.count, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function following(now: number): typeof last {
  if (now > last.ms || now < last.ms - PATIENCE_MS) return { ms: now, count: 0 };
  return last.count < MOST_PER_MS ? { ms: last.ms, count: last.count + 1 } : { ms: last.ms + 1, count: 0 };
}

/** The smallest or the greatest id that could have been made at a time; both ends of a range of times. */
export function idAt(time: Date, end: 'first' | 'last'): string {
  const at = Math.min(Math.max(time.getTime(), 0), 2 ** 48 - 1);
  const hex = at.toString(16).padStart(12, '0');
  const rest = end === 'first' ? '7000-8000-000000000000' : '7fff-bfff-ffffffffffff';
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${rest}`;
}

/** `size` random bytes as URL-safe text, for what must not be guessed. */
export function randomText(size: number): string {
  return randomBytes(size).toString('base64url');
}
