import { generateKeyPairSync } from 'node:crypto';
import {
  KeyRing,
  generateKeyPair,
  kidOf,
  loadKeyPair,
  publicKeyFromRaw,
  publicKeyToPem,
  readPublicKey,
} from './keys.js';

const bytes = Buffer.from('what is signed');

describe('a key', () => {
  it('comes back from its PEM with the same names and signatures', () => {
    const key = generateKeyPair();
    const loaded = loadKeyPair(key.privatePem);
    expect([loaded.kid, loaded.publicKey]).toEqual([key.kid, key.publicKey]);
    expect(loaded.sign(bytes)).toEqual(key.sign(bytes));
  });

  it('is read in either public form', () => {
    const { publicKey } = generateKeyPair();
    expect(readPublicKey(`${publicKey}\n`)).toBe(publicKey);
    expect(readPublicKey(publicKeyToPem(publicKey))).toBe(publicKey);
  });

  it('is named by the hash of its raw bytes', () => {
    // RFC 8032, section 7.1, test 1.
    expect(kidOf('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toBe('21fe31dfa154a261');
  });

  it('is refused when it is private, of another kind or of another length', () => {
    const { privatePem, publicKey } = generateKeyPair();
    const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => readPublicKey(privatePem)).toThrow(/private/);
    expect(() => readPublicKey(rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString())).toThrow(
      /Ed25519/,
    );
    expect(() => loadKeyPair(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow(
      /Ed25519/,
    );
    for (const wrong of ['', publicKey.slice(1), `${publicKey}A`, `${publicKey}=`, 'ä'.repeat(43)]) {
      expect(() => publicKeyFromRaw(wrong)).toThrow(/32 bytes/);
      expect(() => kidOf(wrong)).toThrow(/32 bytes/);
    }
  });
});

describe('a key ring', () => {
  it('tells a wrong signature from an unknown key', () => {
    const [known, stranger] = [generateKeyPair(), generateKeyPair()];
    const ring = new KeyRing([known.publicKey]);
    expect(ring.verify(known.kid, bytes, known.sign(bytes))).toBe('valid');
    expect(ring.verify(known.kid, bytes, stranger.sign(bytes))).toBe('invalid');
    expect(ring.verify(known.kid, bytes, new Uint8Array(0))).toBe('invalid');
    expect(ring.verify(stranger.kid, bytes, stranger.sign(bytes))).toBe('unknown_key');
    ring.remove(known.kid);
    expect(ring.verify(known.kid, bytes, known.sign(bytes))).toBe('unknown_key');
  });
});
