import { maskKey } from './profile.js';

it.each([
  ['', ''],
  ['abcd', '****'],
  ['abcdefghijk', '****'],
  ['abcdefghijkl', 'abc...ijkl'],
  ['sk-proj-0123456789', 'sk-...6789'],
])('shows of the key "%s" only "%s"', (key, masked) => {
  expect(maskKey(key)).toBe(masked);
});
