import { chooseAddress, localUrl } from './listen-address.js';

it('stays on this machine and says so when no host was named and sign-in is off', () => {
  const { host, port, note } = chooseAddress({ listen: { host: '', port: 8080 }, auth: false });
  expect({ host, port }).toEqual({ host: '127.0.0.1', port: 8080 });
  expect(note).toMatch(/LEGATOR_AUTH/);
});

it.each(['0.0.0.0', '192.168.1.5', '::', 'legator.example.com'])(
  'refuses %s while sign-in is off',
  (host) => {
    expect(() => chooseAddress({ listen: { host, port: 8080 }, auth: false })).toThrow(/LEGATOR_AUTH=true/);
  },
);

it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('takes %s with sign-in off', (host) => {
  expect(chooseAddress({ listen: { host, port: 1 }, auth: false })).toEqual({ host, port: 1 });
});

it('opens to everybody once people have to sign in', () => {
  expect(chooseAddress({ listen: { host: '', port: 80 }, auth: true }).host).toBe('0.0.0.0');
});

it.each([
  [{ host: '0.0.0.0', port: 8080 }, 'http://127.0.0.1:8080'],
  [{ host: '::1', port: 1 }, 'http://[::1]:1'],
  [{ host: 'localhost', port: 2 }, 'http://localhost:2'],
])('names %o as %s', (address, url) => {
  expect(localUrl(address, false)).toBe(url);
});
