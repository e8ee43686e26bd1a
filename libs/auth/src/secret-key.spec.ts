import { formOf, hashKey, makeKey } from './secret-key.js';

it('makes keys of 32 random bytes with a checksum, each different', () => {
  const keys = Array.from({ length: 100 }, () => makeKey());
  expect(new Set(keys.map(({ key }) => key)).size).toBe(100);
  for (const { key, prefix, hash } of keys) {
    expect(key).toMatch(/^lgk_[0-9a-f]{72}$/);
    expect([prefix, hash]).toEqual([key.slice(0, 12), hashKey(key)]);
    expect(formOf(key)).toBe('key');
  }
});

it('takes keys of the time before there were checksums', () => {
  expect(formOf(`lgk_${'0a'.repeat(32)}`)).toBe('key');
});

it('tells a slip of the pen wherever it is', () => {
  const { key } = makeKey();
  for (let at = 4; at < key.length; at += 1) {
    const other = key[at] === '0' ? '1' : '0';
    expect(formOf(key.slice(0, at) + other + key.slice(at + 1))).toBe('mistyped');
  }
});

it('is the CRC-32 that everybody has, so that scanners can check it', () => {
  expect(formOf(`lgk_${'0'.repeat(64)}${crc(`lgk_${'0'.repeat(64)}`)}`)).toBe('key');
});

/** Bit by bit, from the definition. */
function crc(text: string): string {
  let value = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

it.each([
  '',
  'lgk_',
  `lgk_${'A'.repeat(64)}`,
  `lgk_${'a'.repeat(63)}`,
  `lgk_${'a'.repeat(71)}`,
  'x'.repeat(68),
])('does not look at %j', (text) => {
  expect(formOf(text)).toBe('other');
});
