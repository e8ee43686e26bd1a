import fc from 'fast-check';
import { findJsonFlaw } from './json-guard.js';

const strict = { maxDepth: 64, safeKeys: true, exactNumbers: true };

it.each([
  ['a key given twice', '{"a":1,"a":2}', 'duplicate_key'],
  ['a key given twice, once in escapes', '{"a":1, "\\u0061" : 2}', 'duplicate_key'],
  ['a key given twice, deep inside', '[{"x":[{"b":{},"c":"b","b":1}]}]', 'duplicate_key'],
  ['a key given twice around an inner object', '{"a":{"a":1},"b":2,"a":3}', 'duplicate_key'],
  ['a key that may be a prototype', '{"__proto__":{}}', 'unsafe_key'],
  ['a key that may be a prototype, in escapes', '{"\\u005f_proto__":{}}', 'unsafe_key'],
  ['half a character, escaped', '["\\ud83d"]', 'lone_surrogate'],
  ['half a character, escaped, in a key', '{"\\uDE00":1}', 'lone_surrogate'],
  ['half a character, literally', '["\ud83d"]', 'lone_surrogate'],
  ['65 levels', '['.repeat(65) + ']'.repeat(65), 'too_deep'],
  ['100,000 levels', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), 'too_deep'],
  ['a number nobody can keep', '[12345678901234567890]', 'inexact_number'],
  ['a number with a second spelling', '{"a":1.0}', 'inexact_number'],
  ['minus nothing', '[-0]', 'inexact_number'],
])('finds %s', (_what, text, flaw) => {
  expect(findJsonFlaw(text, strict)).toBe(flaw);
});

it.each([
  ['the same key in two objects', '[{"a":1},{"a":2},{"b":{"a":"a"}}]'],
  ['whole characters in escapes', '["\\ud83d\\ude00"]'],
  ['a backslash before what looks like half a character', '["\\\\ud83d"]'],
  ['64 levels', '['.repeat(64) + ']'.repeat(64)],
  ['brackets and quotes inside strings', '{"a":"{\\"a\\":[","b":"\\\\"}'],
  ['a key that is a method of every object', '{"constructor":1,"toString":2}'],
])('passes %s', (_what, text) => {
  expect(findJsonFlaw(text, strict)).toBeUndefined();
});

it('passes whatever JSON.stringify makes of proper values, at any indent', () => {
  const values = fc
    .jsonValue({ stringUnit: 'binary' })
    .filter((value) => !JSON.stringify(value).includes('__proto__'));
  fc.assert(
    fc.property(values, fc.nat(3), (value, indent) => {
      expect(findJsonFlaw(JSON.stringify(value, null, indent), strict)).toBeUndefined();
    }),
  );
});

it('finds a repeated key wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ stringUnit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
      (a, key, b) => {
        const name = JSON.stringify(key);
        expect(
          findJsonFlaw(`[0,{"":1,${name}:${JSON.stringify(a)},${name}:${JSON.stringify(b)}}]`, {
            maxDepth: 64,
          }),
        ).toBeDefined();
      },
    ),
  );
});
