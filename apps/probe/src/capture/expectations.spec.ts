import { unmet } from './expectations.js';

const expected = { kind: 'file' as const, name: '/a', expect: { state: 'absent' as const, facts: {} } };

it('is met by what is as expected, and by what expects nothing', () => {
  expect(unmet([expected], [{ kind: 'file', name: '/a', state: 'absent' }])).toBeUndefined();
  expect(unmet([{ kind: 'file', name: '/b' }], [])).toBeUndefined();
});

it('is not met by what nobody looked at', () => {
  expect(unmet([expected], [])).toBe('/a is not as it was left: it could not be looked at.');
});
