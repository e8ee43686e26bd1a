import { TypeFilter } from './type-filter.js';

it.each([
  [undefined, 'probe.connected', true],
  [['probe.*'], 'probe.connected', true],
  [['probe.*'], 'probe.key.rotated', true],
  [['probe.*'], 'probes.connected', false],
  [['probe.connected'], 'probe.connected', true],
  [['probe.connected'], 'probe.connected.twice', false],
  [[], 'probe.connected', false],
])('with %j, %s is wanted: %s', (patterns, type, wanted) => {
  expect(new TypeFilter(patterns).matches(type)).toBe(wanted);
});
