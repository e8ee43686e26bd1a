import { randomBytes } from 'node:crypto';

/**
 * A UUID version 7 (RFC 9562, section 5.7): the time in milliseconds, then 74 random bits. Ids made one after the
 * other land side by side in an index.
 */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
