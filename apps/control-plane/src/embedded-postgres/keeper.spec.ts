import { Keeper } from './keeper.js';

function setup(over: { bringBack?: () => Promise<number> } = {}) {
  const up = new Set([1]);
  const said: string[] = [];
  const keeper = new Keeper(1, {
    isUp: (pid) => Promise.resolve(up.has(pid)),
    bringBack: over.bringBack ?? (() => Promise.resolve(up.add(2) && 2)),
    log: (line) => said.push(line),
  });
  return { up, said, keeper, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('leaves alone what is well', async () => {
  const { keeper, said, pass } = setup();
  await pass(10_000);
  expect([await keeper.letGo(), said]).toEqual([1, []]);
});

it('brings back what died, once', async () => {
  const { up, said, keeper, pass } = setup();
  up.delete(1);
  await pass(10_000);
  expect(keeper.pid).toBe(2);
  expect(said).toEqual(['The embedded PostgreSQL (process 1) is gone; starting it again.']);
  await keeper.letGo();
});

it('says why it could not, and goes on trying', async () => {
  let tries = 0;
  const bringBack = () => (++tries < 3 ? Promise.reject(new Error('no space left')) : Promise.resolve(7));
  const { up, said, keeper, pass } = setup({ bringBack });
  up.delete(1);
  await pass(10_000);
  expect(keeper.pid).toBe(7);
  expect(said).toContain('The embedded PostgreSQL could not be started again: no space left');
  await keeper.letGo();
});

it('does not fill the log while it cannot', async () => {
  const { up, said, keeper, pass } = setup({ bringBack: () => Promise.reject(new Error('no space left')) });
  up.delete(1);
  await pass(600_000);
  expect(said.length).toBeLessThan(60);
  await keeper.letGo();
});

it('starts nothing once it has let go, and waits for what is under way', async () => {
  let finish = (_pid: number) => undefined as void;
  const { up, keeper, pass } = setup({ bringBack: () => new Promise((resolve) => (finish = resolve)) });
  up.delete(1);
  await pass(1_000);
  const last = keeper.letGo();
  finish(9);
  expect(await last).toBe(9);
  expect(jest.getTimerCount()).toBe(0);
});
