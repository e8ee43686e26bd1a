import { HostConnections, MAX_CONNECTION_GROUPS } from './connections.js';

const group = { direction: 'in', address: '10.0.0.7', port: 22, connections: 1 };
const take = (over: object) =>
  HostConnections.safeParse({ groups: [{ ...group, ...over }], truncated: false }).success;

it.each([
  ['IPv4', { address: '192.0.2.1' }],
  ['IPv6', { address: '2001:db8::1' }],
  ['a service', { service: 'postgresql@16-main' }],
])('takes %s', (_what, over) => {
  expect(take(over)).toBe(true);
});

it.each([
  ['a name for an address', { address: 'web-1' }],
  ['an address with a network', { address: '10.0.0.7/24' }],
  ['an address with a zone', { address: 'fe80::1%eth0' }],
  ['no port', { port: 0 }],
  ['a port beyond the last', { port: 65_536 }],
  ['no connection', { connections: 0 }],
  ['a part of one', { connections: 1.5 }],
  ['more than there can be', { connections: 1e15 }],
  ['another direction', { direction: 'both' }],
  ['a service without a name', { service: '' }],
  ['a service whose name is a book', { service: 'x'.repeat(257) }],
  ['a key nobody declared', { probe: 'prb-0a1b2c3d' }],
])('refuses %s', (_what, over) => {
  expect(take(over)).toBe(false);
});

it('is bounded', () => {
  const many = (length: number) =>
    HostConnections.safeParse({ groups: Array(length).fill(group), truncated: true });
  expect(many(MAX_CONNECTION_GROUPS).success).toBe(true);
  expect(many(MAX_CONNECTION_GROUPS + 1).success).toBe(false);
});
