import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startError } from './start-errors.js';

it('says what to do about an address that is taken', async () => {
  const first = createServer();
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  const { port } = first.address() as AddressInfo;
  const error = await new Promise((resolve) =>
    createServer().once('error', resolve).listen(port, '127.0.0.1'),
  );
  first.close();
  expect(startError(error)).toBe(
    `Something listens on 127.0.0.1:${port} already. Stop it, or choose another LEGATOR_LISTEN_ADDR.`,
  );
});

it.each([
  [
    { code: 'ECONNREFUSED', address: '10.0.0.1', port: 5432 },
    'Nothing answers at 10.0.0.1:5432. Is the database',
  ],
  [{ code: 'ENOTFOUND', hostname: 'db.example.com' }, 'The name db.example.com is not known.'],
])('explains %j', (facts, words) => {
  expect(startError(Object.assign(new Error('raw'), facts))).toContain(words);
});

it('leaves what it does not know in its own words', () => {
  expect(startError(Object.assign(new Error('password authentication failed'), { code: '28P01' }))).toBe(
    'password authentication failed',
  );
});
