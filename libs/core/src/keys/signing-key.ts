import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A private Ed25519 key at work. The private part stays inside. */
export interface SigningKey {
  /** The first 16 hex digits of the SHA-256 of the 32 raw public bytes. */
  readonly kid: string;
  /** 32 raw bytes, base64url without padding. */
  readonly publicKey: string;
  /** The same as an SPKI PEM. */
  readonly publicPem: string;
  /** @returns 64 raw bytes */
  sign(bytes: Uint8Array): Uint8Array;
}

/** A new random key as a PKCS #8 PEM. */
export function makePrivatePem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Reads a PKCS #8 PEM; anything but an Ed25519 private key is refused. */
export function readSigningKey(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is not an Ed25519 private key');
  const publicKey = createPublicKey(key);
  const raw = publicKey.export({ format: 'jwk' }).x!;
  return {
    kid: createHash('sha256').update(Buffer.from(raw, 'base64url')).digest('hex').slice(0, 16),
    publicKey: raw,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: signWith(key),
  };
}

function signWith(key: KeyObject): SigningKey['sign'] {
  return (bytes) => sign(null, bytes, key);
}
