import { addressesOf, plainAddress } from './plain-address.js';

it.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['::FFFF:0a00:0007', '10.0.0.7'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['010.0.0.7', undefined],
  ['0x0a000007', undefined],
  ['10.7', undefined],
  ['fe80::1%eth0', undefined],
  ['web-1', undefined],
  ['', undefined],
  ["10.0.0.7' or 1=1", undefined],
])('writes %j as %s', (text, plain) => {
  expect(plainAddress(text)).toBe(plain);
});

const on = (...addrs: string[]) => addressesOf({ interfaces: [{ name: 'eth0', state: 'up', addrs }] });

it('takes the addresses of interfaces without their network', () => {
  expect(on('10.0.0.7/24', '2001:db8::7/64', '192.0.2.1')).toEqual(['10.0.0.7', '2001:db8::7', '192.0.2.1']);
  expect(addressesOf({ interfaces: [{ name: 'eth1', state: 'down' }] })).toEqual([]);
  expect(addressesOf({})).toEqual([]);
});

it('takes none that means another host elsewhere, and no text that is none', () => {
  expect(
    on('127.0.0.1/8', '::1/128', 'fe80::1/64', '169.254.1.1/16', '0.0.0.0', '224.0.0.1', 'x', '1/2/3'),
  ).toEqual([]);
});

it('takes so many of a host and no more', () => {
  const many = Array.from({ length: 256 }, (_none, at) => `10.0.1.${at}/16`);
  const interfaces = [0, 1, 2].map((at) => ({
    ...{ name: `eth${at}`, state: 'up' as const },
    addrs: many.map((one) => one.replace('10.0', `10.${at}`)),
  }));
  expect(addressesOf({ interfaces })).toHaveLength(512);
});
