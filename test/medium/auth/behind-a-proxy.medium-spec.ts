import { Logger } from '@nestjs/common';
import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import type { Config } from '@legator/core';

const LOOPBACK: Config['trustedProxies'] = [
  { address: '127.0.0.1', bits: 32 },
  { address: '::1', bits: 128 },
];

async function seenAt(trustedProxies: Config['trustedProxies']) {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  const spine = await startAuth({ trustedProxies });
  await firstAdmin(spine);
  const visitor = new Visitor(spine);
  const body = { username: 'root-ana', password: PASSWORD };
  await visitor.post('/api/v1/auth/login', body, { 'X-Forwarded-For': '203.0.113.9' });
  const { sessions } = (await visitor.get('/api/v1/auth/sessions')).body;
  const { address } = sessions.find(({ current }: { current: boolean }) => current);
  const inTrail = spine.audit.appended.filter(({ type }) => type === 'auth.login').at(-1)?.actor.address;
  await spine.close();
  const told = warn.mock.calls.filter(([line]) => /LEGATOR_TRUSTED_PROXIES/.test(String(line))).length;
  warn.mockRestore();
  return { address, inTrail, told };
}

describe('the address of a caller behind a proxy', () => {
  it('is what the proxy says, where it is named', async () => {
    expect(await seenAt(LOOPBACK)).toEqual({ address: '203.0.113.9', inTrail: '203.0.113.9', told: 0 });
  }, 60_000);

  it('is that of the connection, where it is not, and the log says so once', async () => {
    const { address, inTrail, told } = await seenAt([]);
    expect([address, inTrail, told]).toEqual([address, address, 1]);
    expect(address).toMatch(/127\.0\.0\.1$|^::1$/);
  }, 60_000);
});
