import { createHash, randomBytes } from 'node:crypto';

const FORM = /^lgk_[0-9a-f]{64}$/;
const PREFIX_LENGTH = 12;

/** A new key: `lgk_` and 32 random bytes in hexadecimal, its prefix for people and its hash for the table. */
export function makeKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `lgk_${randomBytes(32).toString('hex')}`;
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashKey(key) };
}

export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether a text could be a key at all; spares the database the rest. */
export function looksLikeKey(text: string): boolean {
  return FORM.test(text);
}
