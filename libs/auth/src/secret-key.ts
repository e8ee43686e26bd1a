import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** 32 random bytes, and for all keys made since they have one, a checksum behind them. */
const FORM = /^(lgk_[0-9a-f]{64})([0-9a-f]{8})?$/;
const PREFIX_LENGTH = 12;

/**
 * A new key: `lgk_`, 32 random bytes in hexadecimal, and eight digits by which anybody can tell a whole key from a
 * mistyped or made-up one. With it its prefix for people and its hash for the table.
 */
export function makeKey(): { key: string; prefix: string; hash: Buffer } {
  const body = `lgk_${randomBytes(32).toString('hex')}`;
  const key = body + checksum(body);
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashKey(key) };
}

/**
 * What the table knows a key by. Rows are found by this hash and no secret is ever compared: how long a look in the index
 * takes tells about the hash of what was sent, which nobody can steer towards the hash of a key they do not have.
 * The key is random, so nothing slower than SHA-256 is needed.
 */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether a text could be a key at all, or would be one but for a slip of the pen; spares the database the rest. */
export function formOf(text: string): 'key' | 'mistyped' | 'other' {
  const [, body, given] = FORM.exec(text) ?? [];
  if (body === undefined) return 'other';
  // Keys made before there were checksums go on.
  return given === undefined || given === checksum(body) ? 'key' : 'mistyped';
}

/** CRC-32 of all before it, as eight hexadecimal digits. Guards against slips, not against anybody. */
function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}
