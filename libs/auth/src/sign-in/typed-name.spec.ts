import { unknownName } from './typed-name.js';

const KEY = Buffer.alloc(32, 1);

it('tells names apart, but not how they are written', () => {
  const name = unknownName('Correct Horse', KEY);
  expect(unknownName('correct horse', KEY)).toBe(name);
  expect(unknownName('correct horse ', KEY)).not.toBe(name);
});

it('keeps nothing of what was typed', () => {
  expect(unknownName('correct horse', KEY)).toMatch(/^unknown #[0-9a-f]{10}$/);
});

it('is another where the key is another', () => {
  expect(unknownName('correct horse', Buffer.alloc(32, 2))).not.toBe(unknownName('correct horse', KEY));
});
