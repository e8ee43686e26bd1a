import fc from 'fast-check';
import { maskText } from '@legator/contracts';
import { labelledSecrets, shows } from '@legator/contracts/testing';
import { SpokenWords } from './spoken-words.js';

function spoken(pieces: readonly string[]): string {
  const words = new SpokenWords();
  return pieces.map((piece) => words.push(piece)).join('') + words.flush();
}

const cut = (text: string, places: readonly number[]) => {
  const at = [0, ...[...places].map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end));
};

it('says what it was told, in whatever pieces', () => {
  const prose = fc.stringMatching(/^[a-z .,\n]{0,400}$/);
  fc.assert(
    fc.property(prose, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
      expect(spoken(cut(text, places))).toBe(text);
    }),
  );
});

it('shows a line while it grows', () => {
  const words = new SpokenWords();
  expect(words.push('Four mounts are ne')).toBe('Four mounts are ');
  expect(words.push('arly full')).toBe('nearly ');
  expect(words.flush()).toBe('full');
});

it('shows no secret that lies across pieces', () => {
  const known = labelledSecrets().filter(({ text, secret }) => !shows(maskText(text), secret));
  expect(known.length).toBeGreaterThan(400);
  for (const { text, secret, kind } of known) {
    const long = `It says here\n${text}\nThat is all.`;
    for (const size of [1, 7, 64]) {
      const pieces = cut(
        long,
        Array.from({ length: Math.ceil(long.length / size) }, (_, i) => i * size),
      );
      expect([kind, size, shows(spoken(pieces), secret)]).toEqual([kind, size, false]);
    }
  }
});
