import { newWrappingKey, rewrap, seal, unseal, wrappingKey } from './envelope.js';
import type { SecretRef, Sealed } from './envelope.js';

const ref: SecretRef = { tenantId: 'default', table: 'auth_oidc', id: 'client' };
const key = newWrappingKey();
const text = 'hunter2 with umlauts äöü';

it('gives back what was sealed, and seals the same text differently each time', () => {
  const one = seal(text, ref, key);
  expect(unseal(one, ref, key)).toBe(text);
  expect(unseal(seal('', ref, key), ref, key)).toBe('');
  const two = seal(text, ref, key);
  expect(two.sealed.equals(one.sealed)).toBe(false);
  expect(two.wrappedKey.equals(one.wrappedKey)).toBe(false);
  expect(Buffer.concat([one.sealed, one.wrappedKey]).includes('hunter2')).toBe(false);
});

it.each([
  ['another tenant', { ...ref, tenantId: 'other' }],
  ['another table', { ...ref, table: 'models_key' }],
  ['another id', { ...ref, id: 'client2' }],
  ['an id and table that read the same when put together', { ...ref, table: 'auth_oid', id: 'cclient' }],
])('does not open it as %s', (_what, other) => {
  expect(() => unseal(seal(text, ref, key), other, key)).toThrow();
});

it('opens nothing after a single bit was flipped, wherever', () => {
  const good = seal(text, ref, key);
  for (const part of ['wrappedKey', 'sealed'] as const) {
    for (let bit = 0; bit < good[part].length * 8; bit += 1) {
      const bytes = Buffer.from(good[part]);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unseal({ ...good, [part]: bytes }, ref, key)).toThrow();
    }
    expect(() => unseal({ ...good, [part]: good[part].subarray(0, 20) }, ref, key)).toThrow();
    expect(() => unseal({ ...good, [part]: good[part].subarray(0, -1) }, ref, key)).toThrow();
  }
});

it('does not take the data key of one record for another', () => {
  const other = { ...ref, id: 'other' };
  const [mine, theirs] = [seal(text, ref, key), seal('theirs', other, key)];
  expect(() => unseal({ ...mine, wrappedKey: theirs.wrappedKey }, ref, key)).toThrow();
  // Nor with the whole record moved.
  expect(() => unseal(theirs, ref, key)).toThrow();
});

it('changes the key of a record without touching its text', () => {
  const next = newWrappingKey();
  const old = seal(text, ref, key);
  const moved: Sealed = {
    keyId: next.id,
    wrappedKey: rewrap(old.wrappedKey, ref, key, next),
    sealed: old.sealed,
  };
  expect(unseal(moved, ref, next)).toBe(text);
  expect(() => unseal(moved, ref, key)).toThrow();
  expect(() => rewrap(old.wrappedKey, { ...ref, id: 'x' }, key, next)).toThrow();
});

it('names a key by its bytes and nothing of them', () => {
  expect(wrappingKey(key.bytes).id).toBe(key.id);
  expect(key.id).toMatch(/^[0-9a-f]{16}$/);
  expect(key.bytes.toString('hex')).not.toContain(key.id);
  expect(() => wrappingKey(Buffer.alloc(16))).toThrow(/32 bytes/);
});
