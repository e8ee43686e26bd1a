import { isForbiddenAddress, isPrivateAddress, isPublicAddress } from './addresses.js';

const kind = (address: string) =>
  [
    isForbiddenAddress(address) && 'forbidden',
    isPrivateAddress(address) && 'private',
    isPublicAddress(address) && 'public',
  ].filter(Boolean);

it.each([
  ...['169.254.169.254', '169.254.1.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '100.100.100.200'],
  ...['192.0.0.192', '240.0.0.1', '::', 'fe80::1', 'fe80::1%eth0', 'ff02::1', 'fd00:ec2::254'],
  ...['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::1', '2001:0:a9fe:a9fe::1', 'x', ''],
])('nothing is at %s', (address) => {
  expect(kind(address)).toEqual(['forbidden']);
});

it.each([
  ...['127.0.0.1', '127.9.9.9', '10.0.0.7', '172.16.0.1', '192.168.1.2', '100.64.0.1'],
  ...['::1', 'fd12::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
])('%s is in the house', (address) => {
  expect(kind(address)).toEqual(['private']);
});

it.each(['93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:2800::1', '::ffff:8.8.8.8'])(
  '%s is on the internet',
  (address) => {
    expect(kind(address)).toEqual(['public']);
  },
);

it.each(['198.18.0.1', '2001:db8::1', '192.0.2.1'])('%s is neither', (address) => {
  expect(kind(address)).not.toContain('private');
  expect(kind(address)).not.toContain('public');
});
