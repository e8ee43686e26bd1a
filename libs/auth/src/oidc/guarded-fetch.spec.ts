import dns from 'node:dns';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isForbiddenAddress as isForbidden } from '@legator/core';
import { guardedFetch } from './guarded-fetch.js';

it.each([
  ...['169.254.169.254', '169.254.1.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '100.100.100.200'],
  ...[
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
  ],
  ...['nonsense', ''],
])('no provider is at %s', (address) => {
  expect(isForbidden(address)).toBe(true);
});

it.each(['127.0.0.1', '10.0.0.7', '192.168.1.2', '93.184.216.34', '::1', 'fd12::1', '2606:2800::1'])(
  'a provider may be at %s: many stand in the house',
  (address) => {
    expect(isForbidden(address)).toBe(false);
  },
);

describe('asking', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
      else if (request.url === '/much') response.end('x'.repeat(600 * 1_024));
      else response.end('fine');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  it('gives back what is there, and follows nobody elsewhere', async () => {
    expect(await (await guardedFetch(url)).text()).toBe('fine');
    expect((await guardedFetch(`${url}/away`)).status).toBe(302);
  });

  it('gives up on an answer without end', async () => {
    await expect(guardedFetch(`${url}/much`)).rejects.toThrow(/too long/);
  });

  it.each([
    ['that leads into the machine’s own network', ['169.254.169.254']],
    ['of which one address does', ['93.184.216.34', '169.254.169.254']],
  ])('does not connect to a name %s', async (_what, found) => {
    const addresses = found.map((address) => ({ address, family: 4 }));
    const lookup = jest.spyOn(dns, 'lookup') as unknown as jest.SpyInstance;
    lookup.mockImplementation(
      (_name: string, _options: object, done: (error: null, found: object[]) => void) =>
        done(null, addresses),
    );
    await expect(guardedFetch('https://rebind.example/')).rejects.toMatchObject({
      reason: 'provider_address',
    });
    expect(lookup).toHaveBeenCalledTimes(1);
    lookup.mockRestore();
  });

  it.each(['http://example.com/', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'https://user:word@127.0.0.1/'])(
    'does not even begin with %s',
    async (address) => {
      await expect(guardedFetch(address)).rejects.toMatchObject({ reason: 'provider_address' });
    },
  );
});
