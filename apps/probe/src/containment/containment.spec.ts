import { Logger } from '@nestjs/common';
import { FakeTicker, until } from '../testing.js';
import { Containment } from './containment.js';
import type { Sandbox } from './sandbox.js';
import { NotTried } from './self-test.js';

Logger.overrideLogger(false);

const holding = { contain: () => ({ argv: ['bwrap'], filter: Buffer.alloc(0) }) } as unknown as Sandbox;
const noRoom = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

/** `result`: what trying it comes to, now; an error or nothing. */
function setup() {
  const host = { result: undefined as Error | undefined, tries: 0 };
  const containment = new Containment(
    [],
    () => holding,
    () => {
      host.tries++;
      return host.result ? Promise.reject(host.result) : Promise.resolve();
    },
  );
  const ticker = new FakeTicker();
  const said: boolean[] = [];
  const stop = containment.watch(ticker, () => said.push(containment.works));
  const minute = async () => {
    const before = host.tries;
    ticker.advance(60_000);
    await new Promise(setImmediate);
    return host.tries - before;
  };
  return { containment, host, said, minute, stop };
}

it('is tried again once a minute until it works, and says so once', async () => {
  const { containment, host, said, minute, stop } = setup();
  host.result = new Error('bubblewrap does not work here: no namespaces');
  await containment.check();
  expect([containment.works, containment.whyNot]).toEqual([false, host.result.message]);
  expect(await minute()).toBe(1);
  expect(said).toEqual([]);
  host.result = undefined;
  await minute();
  expect([containment.works, said]).toEqual([true, [true]]);
  expect(await minute()).toBe(0);
  stop();
});

it.each([
  ['a full disk', noRoom()],
  ['no process to be had', Object.assign(new Error('spawn bwrap EAGAIN'), { code: 'EAGAIN' })],
  ['a host that is too busy', new NotTried('it did not answer')],
])('goes on holding what it is given when it cannot be tried for %s, and tries on', async (_what, error) => {
  const { containment, host, said, minute } = setup();
  await containment.check();
  host.result = error;
  await containment.check();
  expect(containment.works).toBe(true);
  expect(containment.contain(['df'], 'observe', 1_000)).toBeDefined();
  expect(await minute()).toBe(1);
  host.result = undefined;
  expect(await minute()).toBe(1);
  expect(await minute()).toBe(0);
  expect(said).toEqual([true]);
});

it('is not trusted any more once it does not hold, and says that', async () => {
  const { containment, host, said } = setup();
  await containment.check();
  host.result = new Error('a program in the sandbox could write a file');
  await containment.check();
  expect([containment.works, said]).toEqual([false, [true, false]]);
  expect(() => containment.contain(['df'], 'observe', 1_000)).toThrow('could write');
});

it('holds nothing that was never tried, and says that it could not be', async () => {
  const { containment, host, minute } = setup();
  host.result = noRoom();
  await containment.check();
  expect([containment.works, containment.whyNot]).toEqual([
    false,
    `it could not be tried: ${host.result.message}`,
  ]);
  host.result = undefined;
  await minute();
  await until(() => containment.works);
});
