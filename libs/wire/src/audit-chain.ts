import { hash } from 'node:crypto';
import { Checkpoint, type SignedCheckpoint } from '@legator/contracts';
import { decodeExactly } from './base64url.js';
import { canonicalize } from './canonical.js';
import type { SignatureCheck, Signer, VerifySignature } from './keys.js';

/** The link before entry 1. */
export const GENESIS_LINK = '0'.repeat(64);

/** What is signed of a checkpoint: this prefix, then its canonical text. */
export const CHECKPOINT_PREFIX = 'legator-checkpoint-v1\n';

/** SHA-256 of the canonical text of an entry, as it is stored; 64 hex digits. */
export function entryHash(canonicalText: string): string {
  return hash('sha256', canonicalText, 'hex');
}

/** The link of an entry: SHA-256 over the 32 bytes of the link before and the 32 bytes of its hash; 64 hex digits. */
export function chainLink(previousLink: string, ownHash: string): string {
  return hash('sha256', Buffer.from(previousLink + ownHash, 'hex'), 'hex');
}

/** Signs what the chain is at this index; `kid` is the signer's. */
export function signCheckpoint(claim: Omit<Checkpoint, 'v' | 'kid'>, signer: Signer): SignedCheckpoint {
  const checkpoint = Checkpoint.parse({ ...claim, v: 1, kid: signer.kid });
  const sig = Buffer.from(signer.sign(signedBytes(checkpoint))).toString('base64url');
  return { checkpoint, sig };
}

/** Whether a checkpoint was signed by the key it names, and that key is trusted. */
export function checkCheckpoint(
  { checkpoint, sig }: SignedCheckpoint,
  verify: VerifySignature,
): SignatureCheck {
  const bytes = decodeExactly(sig, 64);
  return bytes ? verify(checkpoint.kid, signedBytes(checkpoint), bytes) : 'invalid';
}

function signedBytes(checkpoint: Checkpoint): Buffer {
  return Buffer.from(CHECKPOINT_PREFIX + canonicalize(checkpoint), 'utf8');
}
