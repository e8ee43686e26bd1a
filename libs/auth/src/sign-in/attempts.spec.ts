import type { Clock, Transactions } from '@legator/core';
import { Attempts } from './attempts.js';

async function keysOf(account: string, address: string): Promise<string[]> {
  let asked: Buffer[] = [];
  const query = (_sql: string, [keys]: [Buffer[]]) => {
    asked = keys;
    return Promise.resolve([{ until: null }]);
  };
  const transactions = { look: (work: (tx: unknown) => unknown) => work({ query }) };
  await new Attempts(transactions as unknown as Transactions, {} as Clock).admit(account, address);
  return asked.map((key) => key.toString('hex'));
}

it('counts the whole network of an address of version 6 as one', async () => {
  const one = await keysOf('ana', '2001:db8:1:2::1');
  expect(await keysOf('ana', '2001:db8:1:2:ffff::9')).toEqual(one);
  const [pair, account, address] = await keysOf('ana', '2001:db8:1:3::1');
  expect([pair === one[0], account === one[1], address === one[2]]).toEqual([false, true, false]);
});

it('counts addresses of version 4 one by one, however they are written', async () => {
  const one = await keysOf('ana', '192.0.2.1');
  expect(await keysOf('ana', '::ffff:192.0.2.1')).toEqual(one);
  expect((await keysOf('ana', '192.0.2.2'))[2]).not.toBe(one[2]);
});
