import { MicroBatch } from './micro-batch.js';

const options = { maxItems: 3, waitMs: 0, parallel: 1 };

it('hands on together what came together, at most so many at once', async () => {
  const batches: number[][] = [];
  const batch = new MicroBatch<number>(async (items) => void batches.push(items), options);
  await Promise.all([1, 2, 3, 4, 5].map((n) => batch.add(n)));
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

it('gives each caller the answer to its own item', async () => {
  const batch = new MicroBatch<number, number>((items) => Promise.resolve(items.map((n) => n * 10)), options);
  expect(await Promise.all([1, 2, 3, 4].map((n) => batch.add(n)))).toEqual([10, 20, 30, 40]);
});

it('tells every caller of a batch that failed, and goes on with the next', async () => {
  let fail = true;
  const batch = new MicroBatch<number>(async () => {
    if (fail) throw new Error('away');
  }, options);
  const lost = await Promise.allSettled([batch.add(1), batch.add(2)]);
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fail = false;
  await expect(batch.add(3)).resolves.toBeUndefined();
});

it('runs no more batches side by side than allowed', async () => {
  let running = 0;
  let most = 0;
  const batch = new MicroBatch<number>(
    async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    },
    { maxItems: 1, waitMs: 0, parallel: 2 },
  );
  await Promise.all(Array.from({ length: 20 }, (_, n) => batch.add(n)));
  expect(most).toBeLessThanOrEqual(2);
});

it('has flushed everything when it is drained', async () => {
  const flushed: number[] = [];
  const batch = new MicroBatch<number>(async (items) => void flushed.push(...items), {
    ...options,
    waitMs: 50,
  });
  const added = [1, 2, 3, 4, 5, 6, 7].map((n) => batch.add(n));
  await batch.drain();
  expect(flushed).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await Promise.all(added);
});
