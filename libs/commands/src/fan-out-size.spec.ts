import { refuseTooMuch } from './fan-out-size.js';

const many = (words: { argv: string[] } | { line: string }) =>
  Array.from({ length: 20_000 }, () => ({ words }));

it.each([
  ['words', { argv: ['echo', 'x'.repeat(100_000)] }],
  ['a line', { line: 'x'.repeat(100_000) }],
])('refuses %s that would fill the memory once for each of many probes', (_what, words) => {
  expect(() => refuseTooMuch(many(words))).toThrow(expect.objectContaining({ code: 'commands.too_much' }));
});

it('lets ordinary commands run on all, and a long one on a few', () => {
  expect(() => refuseTooMuch(many({ argv: ['journalctl', '-u', 'nginx', '--since', '-1h'] }))).not.toThrow();
  expect(() => refuseTooMuch(many({ line: 'x'.repeat(100_000) }).slice(0, 100))).not.toThrow();
});
