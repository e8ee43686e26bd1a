import { chooseAddress, localUrl } from './listen-address.js';

const HERE = { externalUrl: undefined, trustedProxies: [] };

it('stays on this machine and says so when no host was named and sign-in is off', () => {
  const { host, port, note } = chooseAddress({ listen: { host: '', port: 8080 }, auth: false, ...HERE });
  expect({ host, port }).toEqual({ host: '127.0.0.1', port: 8080 });
  expect(note).toMatch(/LEGATOR_AUTH/);
});

it.each(['0.0.0.0', '192.168.1.5', '::', 'legator.example.com'])(
  'refuses %s while sign-in is off',
  (host) => {
    expect(() => chooseAddress({ listen: { host, port: 8080 }, auth: false, ...HERE })).toThrow(
      /LEGATOR_AUTH=true/,
    );
  },
);

it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('takes %s with sign-in off', (host) => {
  expect(chooseAddress({ listen: { host, port: 1 }, auth: false, ...HERE })).toEqual({ host, port: 1 });
});

describe('with sign-in off', () => {
  const off = { listen: { host: '127.0.0.1', port: 8080 }, auth: false, ...HERE };
  const proxy = { address: '10.0.0.0', bits: 8 };

  it.each([
    'https://legator.example.com',
    'http://10.0.0.7:8080',
    'https://[2001:db8::1]',
    'http://localhost.evil',
  ])('refuses to start for people who come by %s, and says both ways out', (externalUrl) => {
    const start = () => chooseAddress({ ...off, externalUrl });
    expect(start).toThrow(/LEGATOR_AUTH=true, or leave LEGATOR_EXTERNAL_URL out/);
    expect(chooseAddress({ ...off, externalUrl, auth: true }).host).toBe('127.0.0.1');
  });

  it('refuses to start behind a proxy, and says both ways out', () => {
    const start = () => chooseAddress({ ...off, trustedProxies: [proxy] });
    expect(start).toThrow(/LEGATOR_AUTH=true, or leave LEGATOR_TRUSTED_PROXIES out/);
    expect(chooseAddress({ ...off, trustedProxies: [proxy], auth: true }).host).toBe('127.0.0.1');
  });

  it.each(['http://localhost:4200', 'https://127.0.0.1', 'http://[::1]:8080/'])(
    'takes %s as an address of this machine',
    (externalUrl) => {
      expect(chooseAddress({ ...off, externalUrl }).host).toBe('127.0.0.1');
    },
  );
});

it('opens to everybody once people have to sign in', () => {
  expect(chooseAddress({ listen: { host: '', port: 80 }, auth: true, ...HERE }).host).toBe('0.0.0.0');
});

it.each([
  [{ host: '0.0.0.0', port: 8080 }, 'http://127.0.0.1:8080'],
  [{ host: '::1', port: 1 }, 'http://[::1]:1'],
  [{ host: 'localhost', port: 2 }, 'http://localhost:2'],
])('names %o as %s', (address, url) => {
  expect(localUrl(address, false)).toBe(url);
});
