import { mergeWindow, windowOf } from './window.js';

const now = new Date('2026-01-01T00:00:00Z');
const at = (text: string) => new Date(text);

it('is open from now on unless somebody says otherwise', () => {
  expect(windowOf({}, now)).toEqual({ notBefore: null, notAfter: null });
});

it.each([
  ['begins in the past', { not_before: '2025-12-31T00:00:00Z' }, 'not_before'],
  ['ends in the past', { not_after: '2025-12-31T00:00:00Z' }, 'not_after'],
  [
    'ends before it begins',
    { not_before: '2026-01-03T00:00:00Z', not_after: '2026-01-02T00:00:00Z' },
    'not_after',
  ],
  ['lies too far ahead', { not_before: '2027-01-01T00:00:00Z' }, 'not_before'],
])('is refused when it %s', (_what, input, path) => {
  expect(() => windowOf(input, now)).toThrow(path);
});

it('becomes narrower with each person, never wider', () => {
  const a = { notBefore: at('2026-01-02T00:00:00Z'), notAfter: null };
  const b = { notBefore: at('2026-01-01T12:00:00Z'), notAfter: at('2026-01-05T00:00:00Z') };
  const both = { notBefore: a.notBefore, notAfter: b.notAfter };
  expect([mergeWindow(a, b, now), mergeWindow(b, a, now)]).toEqual([both, both]);
});

const evening = { notBefore: at('2026-01-01T22:00:00Z'), notAfter: at('2026-01-01T23:00:00Z') };

it.each([
  [
    'begins when the other is over',
    { notBefore: at('2026-01-02T02:00:00Z'), notAfter: null },
    'not_before',
    now,
  ],
  [
    'ends before the other begins',
    { notBefore: null, notAfter: at('2026-01-01T21:00:00Z') },
    'not_after',
    now,
  ],
  [
    'comes when the other is over',
    { notBefore: null, notAfter: null },
    'not_after',
    at('2026-01-01T23:30:00Z'),
  ],
])('is refused, with the earlier one, when it %s', (_what, own, path, then) => {
  const merge = () => mergeWindow(evening, own, then);
  expect(merge).toThrow(path);
  expect(merge).toThrow('2026-01-01T22:00:00.000Z, not after 2026-01-01T23:00:00.000Z');
});
