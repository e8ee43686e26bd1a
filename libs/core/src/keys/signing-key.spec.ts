import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { makePrivatePem, readSigningKey } from './signing-key.js';

it('signs what its public key verifies', () => {
  const key = readSigningKey(makePrivatePem());
  const bytes = Buffer.from('what is signed');
  expect(verify(null, bytes, createPublicKey(key.publicPem), key.sign(bytes))).toBe(true);
  expect(Buffer.from(key.publicKey, 'base64url')).toHaveLength(32);
  expect(JSON.stringify(key)).not.toContain('PRIVATE');
});

it('is named by the hash of its raw bytes', () => {
  // RFC 8032, section 7.1, test 1.
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const pem = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
  expect(readSigningKey(pem)).toMatchObject({
    kid: '21fe31dfa154a261',
    publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  });
});

it('is refused when it is no Ed25519 private key', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem = ec.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(() => readSigningKey(pem)).toThrow(/Ed25519/);
  expect(() => readSigningKey('nonsense')).toThrow();
});
