import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { decodeExactly } from './base64url.js';

/** A private Ed25519 key with the names it goes by. The PEM is PKCS #8 and belongs in a file of mode 0600. */
export interface KeyPair extends Signer {
  /** 32 raw bytes, base64url without padding: the form that is registered, exported and shown. */
  readonly publicKey: string;
  readonly privatePem: string;
}

/** Whatever can sign under a key id; tests and hardware may stand in for a key in memory. */
export interface Signer {
  readonly kid: string;
  /** Returns 64 raw bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

export type SignatureCheck = 'valid' | 'invalid' | 'unknown_key';

/** Says whether `sig` (raw bytes) is the signature of `bytes` under the key that `kid` names. */
export type VerifySignature = (kid: string, bytes: Uint8Array, sig: Uint8Array) => SignatureCheck;

/** A new random Ed25519 key. */
export function generateKeyPair(): KeyPair {
  return describe(generateKeyPairSync('ed25519').privateKey);
}

/** Reads a PKCS #8 PEM; anything but an Ed25519 private key is refused with a plain Error. */
export function loadKeyPair(privatePem: string): KeyPair {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The private key is not an Ed25519 key.');
  return describe(key);
}

/** Turns 32 raw bytes in base64url into a key; anything else is refused with a plain Error. */
export function publicKeyFromRaw(raw: string): KeyObject {
  if (!decodeExactly(raw, 32)) throw new Error('A public key is 32 bytes in base64url without padding.');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
}

/** The 32 raw bytes of an Ed25519 public key, base64url without padding. */
export function publicKeyToRaw(key: KeyObject): string {
  const { crv, x } = key.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || typeof x !== 'string') throw new Error('The public key is not an Ed25519 key.');
  return x;
}

/** Reads a public key in either form people keep it in: an SPKI PEM, or raw base64url. Returns the raw form. */
export function readPublicKey(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('-----BEGIN')) return publicKeyToRaw(publicKeyFromRaw(trimmed));
  if (trimmed.includes('PRIVATE KEY')) throw new Error('This is a private key; the public one is needed.');
  return publicKeyToRaw(createPublicKey(trimmed));
}

/** The SPKI PEM of a raw public key. */
export function publicKeyToPem(raw: string): string {
  return publicKeyFromRaw(raw).export({ type: 'spki', format: 'pem' }).toString();
}

/** The name of a key: the first 16 hex digits of the SHA-256 of its 32 raw bytes. */
export function kidOf(publicRaw: string): string {
  const bytes = decodeExactly(publicRaw, 32);
  if (!bytes) throw new Error('A public key is 32 bytes in base64url without padding.');
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function describe(key: KeyObject): KeyPair {
  const publicKey = publicKeyToRaw(createPublicKey(key));
  return {
    kid: kidOf(publicKey),
    publicKey,
    privatePem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** The public keys one side trusts, by key id. A key's id is computed here, never taken from whoever sent it. */
export class KeyRing {
  private readonly keys = new Map<string, KeyObject>();

  /** `publicKeys` in raw base64url form. */
  constructor(publicKeys: Iterable<string> = []) {
    for (const raw of publicKeys) this.add(raw);
  }

  /** Trusts a key from now on and returns its id. */
  add(publicRaw: string): string {
    const kid = kidOf(publicRaw);
    this.keys.set(kid, publicKeyFromRaw(publicRaw));
    return kid;
  }

  remove(kid: string): void {
    this.keys.delete(kid);
  }

  /** Bound, so that it can be handed on as a VerifySignature. */
  readonly verify: VerifySignature = (kid, bytes, sig) => {
    const key = this.keys.get(kid);
    if (!key) return 'unknown_key';
    return verify(null, bytes, key, sig) ? 'valid' : 'invalid';
  };
}
