import { Background } from './background.js';

const hour = 3_600_000;

it('runs when started and when woken, never twice at the same time', async () => {
  let running = 0;
  let most = 0;
  let turns = 0;
  const work = new Background(
    'test',
    async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      turns += 1;
    },
    hour,
  );
  work.start();
  for (let at = 0; at < 10; at += 1) work.wake();
  await until(() => turns >= 2);
  await work.stop();
  expect(most).toBe(1);
});

it('goes on at once while there is more', async () => {
  let left = 5;
  const work = new Background('test', () => Promise.resolve((left -= 1) > 0), hour);
  work.start();
  await until(() => left === 0);
  await work.stop();
  expect(left).toBe(0);
});

it('survives a failure and runs at the next wake-up', async () => {
  let turns = 0;
  const work = new Background(
    'test',
    () => {
      turns += 1;
      return turns === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
    },
    hour,
  );
  work.start();
  await until(() => turns === 1);
  await new Promise((resolve) => setImmediate(resolve));
  work.wake();
  await until(() => turns === 2);
  await work.stop();
});

it('does together what it is woken for within its settling time', async () => {
  let turns = 0;
  const work = new Background('test', () => Promise.resolve(void (turns += 1)), hour, 20);
  work.start();
  await until(() => turns === 1);
  await new Promise((resolve) => setImmediate(resolve));
  for (let at = 0; at < 10; at += 1) {
    work.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => turns === 2);
  work.wake();
  await work.stop();
  expect(turns).toBe(2);
});

it('begins nothing after it was stopped, or before it was started', async () => {
  let turns = 0;
  const work = new Background('test', () => Promise.resolve(void (turns += 1)), hour);
  work.wake();
  expect(turns).toBe(0);
  work.start();
  await work.stop();
  const before = turns;
  work.wake();
  expect(turns).toBe(before);
});

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
}
