import fc from 'fast-check';
import { overlap, tokensOfRule, tokensOfWord } from './glob-overlap.js';

/** All short texts of these letters. */
const TEXTS = Array.from({ length: 9 }).reduce<string[][]>(
  (all) => [...all, all.at(-1)!.flatMap((text) => ['/', 'a', 'b'].map((char) => text + char))],
  [['']],
);
const SHORT = TEXTS.slice(0, 8).flat();

const regexOf = (pattern: string, parts: Record<string, string>) =>
  new RegExp(`^${pattern.replace(/(?<=^|\/)\*\*\/|\*\*|[*?]/g, (part) => parts[part]!)}$`);
const asWord = (word: string) => regexOf(word, { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' });
const asRule = (rule: string) => regexOf(rule, { '**/': '.*/', '**': '.*', '*': '.*', '?': '.' });

const piece = fc.constantFrom('/', 'a', 'b', '*', '?', '/**/', '/**', '**/');
const pattern = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('').replace(/\*{3,}/g, '**'));

it('finds a text that fits both, wherever there is one', () => {
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      const [a, b, rule] = [asWord(one), asWord(other), asRule(one)];
      const isBoth = SHORT.some((text) => a.test(text) && b.test(text));
      expect(overlap(tokensOfWord(one), tokensOfWord(other))).toBe(isBoth);
      const isRules = SHORT.some((text) => rule.test(text) && b.test(text));
      expect(overlap(tokensOfRule(one), tokensOfWord(other))).toBe(isRules);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['/etc/**/x', '/etc/x', true],
  ['/etc/**/x', '/etc/a/x', true],
  ['/etc/**/x', '/etc/a/b/x', true],
  ['/etc/**/x', '/etc/ax', false],
  ['/etc/**/x', '/etcx', false],
  ['/**/x', '/x', true],
  ['**/x', 'x', true],
  ['/a/**/b/**/c', '/a/b/c', true],
  ['/a/**/b/**/c', '/a/b/x/c', true],
  ['/a/**/**/c', '/a/c', true],
  ['/a/**/c', '/a/**/d/**/c', true],
  ['/a/x**/c', '/a/c', false],
  ['/a/[]b]c', '/a/bc', true],
  ['/a/[[:alpha:]]c', '/a/bc', true],
  ['/a/[[:alpha:]]/c', '/a/b/c', true],
  ['/a/[[:alpha:]]c', '/a/b/c', false],
])('reads %s as meant for %s: %s', (one, other, isSo) => {
  expect(overlap(tokensOfWord(one), tokensOfWord(other))).toBe(isSo);
  expect(overlap(tokensOfWord(other), tokensOfWord(one))).toBe(isSo);
});
