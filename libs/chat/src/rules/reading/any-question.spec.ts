import fc from 'fast-check';
import { FLEET } from '../testing.js';
import { spellings } from './lexicon.js';
import { read, targetIn, wordsOf } from './read-question.js';
import type { Reading } from './reading.js';

const NAMES = [
  'web-01',
  'tag:web',
  'site:fra1',
  'web-*',
  'ubuntu',
  'frankfurt',
  '10.0.0.5',
  '5.15',
  '80%',
  '4',
  'GB',
];
const ODD = [
  '$(reboot)',
  ';',
  '&&',
  '`id`',
  '"',
  "'",
  '\u202e',
  '\0',
  '🦊',
  '__proto__',
  'constructor',
  '../../etc',
];
const word = fc.constantFrom(...spellings(), ...NAMES, ...ODD, 'the', 'on', 'in', 'of', 'and', 'nginx');
const sentence = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
const anything = fc.oneof(
  sentence,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 300 }),
);

it('takes any text, and answers with a reading', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (text, here) => {
      expect(read(text, FLEET, { here }).kind).toEqual(expect.any(String));
      wordsOf(text);
      targetIn(text, FLEET);
    }),
    { numRuns: 3_000 },
  );
});

/** What would be run is made of names that no shell reads, and of nothing else that was typed. */
it('makes no order of anything but a plain verb and a plain name', () => {
  const order = fc
    .tuple(fc.constantFrom('restart', 'stop', 'start', 'reload'), anything)
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(order, (text) => {
      const reading: Reading = read(text, FLEET);
      if (reading.kind !== 'act' && reading.kind !== 'live' && reading.kind !== 'service') return;
      const name = 'name' in reading ? (reading.name ?? '') : '';
      expect(name).toMatch(/^[a-z0-9@._:+_-]*$/);
      expect(name.startsWith('-')).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

it('reads a long text in time', () => {
  for (const text of [
    'a '.repeat(8_000),
    '"'.repeat(16_000),
    'restart '.repeat(2_000),
    `${'('.repeat(8_000)}x`,
  ])
    expect(read(text, FLEET).kind).toBe('unknown');
});
