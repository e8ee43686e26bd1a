import { createHash, randomBytes } from 'node:crypto';

const FORM = /^lgs_[0-9a-f]{64}$/;

/** A new secret for a sign-in: `lgs_` and 32 random bytes; only its hash is kept. */
export function makeSessionToken(): { token: string; hash: Buffer } {
  const token = `lgs_${randomBytes(32).toString('hex')}`;
  return { token, hash: hashOf(token) };
}

/** SHA-256: the secret is random, so nothing slower is needed. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether a text could be one at all; spares the database the rest. */
export function looksLikeSession(text: string): boolean {
  return FORM.test(text);
}

/** What pages send with every change is made of this: it follows from the secret, which they cannot read, and does not lead back to it. */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`csrf\n${token}`).digest('hex').slice(0, 40);
}
