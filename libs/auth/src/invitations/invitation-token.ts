import { createHash, randomBytes } from 'node:crypto';

/** What the link of an invitation holds: `lgi_` and 32 random bytes; only its hash is kept. */
export function makeInvitationToken(): { token: string; hash: Buffer } {
  const token = `lgi_${randomBytes(32).toString('hex')}`;
  return { token, hash: hashOfInvitation(token) };
}

/** SHA-256: it is random, so nothing slower is needed. */
export function hashOfInvitation(token: string): Buffer {
  return createHash('sha256').update(`invitation\n${token}`).digest();
}
