import { labelledSecrets, shows } from '../testing.js';
import { maskText } from './secret-stream.js';

const all = labelledSecrets();

it('has more than two hundred forms of secrets to be measured by', () => {
  expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThan(220);
});

it('masks at least 98 of 100 of them', () => {
  const missed = all.filter(({ text, secret }) => shows(maskText(text), secret));
  expect(missed.map(({ kind, text }) => `${kind}: ${maskText(text)}`).slice(0, 60)).toEqual([]);
  expect(1 - missed.length / all.length).toBeGreaterThanOrEqual(0.98);
});

it.each(all)('masks $kind no further when it is masked once more', ({ text }) => {
  const masked = maskText(text);
  expect(maskText(masked)).toBe(masked);
});
