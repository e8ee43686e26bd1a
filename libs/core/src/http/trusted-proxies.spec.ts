import { Logger } from '@nestjs/common';
import { ConfigSchema } from '../config/config.js';
import { TrustedProxies } from './trusted-proxies.js';

function addressOf(from: string, forwarded: string | undefined, trusted = '10.0.0.0/8, 2001:db8::1') {
  const { trustedProxies } = ConfigSchema.parse({ trustedProxies: trusted });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return new TrustedProxies({ trustedProxies }).addressOf({
    socket: { remoteAddress: from },
    headers,
  } as never);
}

it.each([
  ['nobody in between', '203.0.113.9', undefined, '203.0.113.9'],
  ['a caller who makes one up', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a proxy that is named', '10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['the same on a socket for both kinds', '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['a caller behind it who makes one up', '10.1.2.3', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['two proxies that are named', '2001:db8::1', '203.0.113.9, 10.9.9.9', '203.0.113.9'],
  ['a header that holds no address', '10.1.2.3', 'unknown', '10.1.2.3'],
  ['words before an address', '10.1.2.3', '<script>, 203.0.113.9', '203.0.113.9'],
])('says who it comes from: %s', (_what, from, forwarded, address) => {
  expect(addressOf(from, forwarded)).toBe(address);
});

it('believes nobody unless told', () => {
  expect(addressOf('10.1.2.3', '203.0.113.9', '')).toBe('10.1.2.3');
});

describe('a proxy that nobody named', () => {
  const warned = (...requests: { from: string; forwarded?: string }[]) => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { trustedProxies } = ConfigSchema.parse({ trustedProxies: '10.0.0.0/8' });
    const proxies = new TrustedProxies({ trustedProxies });
    for (const { from, forwarded } of requests) {
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
      proxies.notice({ socket: { remoteAddress: from }, headers } as never);
    }
    const lines = warn.mock.calls.map(([line]) => String(line));
    warn.mockRestore();
    return lines;
  };

  it('is told of once, with its address and what to do', () => {
    const one = { from: '::ffff:172.18.0.1', forwarded: '203.0.113.9' };
    expect(warned(one, one)).toEqual([expect.stringMatching(/from 172\.18\.0\.1,.*LEGATOR_TRUSTED_PROXIES/)]);
  });

  it('is not one that is named, nor a caller without a proxy', () => {
    expect(warned({ from: '10.1.2.3', forwarded: '203.0.113.9' }, { from: '203.0.113.9' })).toEqual([]);
  });
});

it.each(['everybody', '10.0.0.0/33', '10.0.0.0/x', '1.2.3'])('refuses %s as a setting', (trustedProxies) => {
  expect(ConfigSchema.safeParse({ trustedProxies }).success).toBe(false);
});
