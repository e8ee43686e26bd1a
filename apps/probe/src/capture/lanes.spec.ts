import { Lanes } from './lanes.js';

const never = () => new Promise<string>(() => undefined);
const turns = () => new Promise((resolve) => setImmediate(resolve));

it('goes on with the next when one has ended, well or not', async () => {
  const lanes = new Lanes(1);
  const failed = lanes.run(
    () => Promise.reject(new Error('no')),
    () => true,
  );
  const next = lanes.run(
    () => Promise.resolve('next'),
    () => true,
  );
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('next');
});

it('begins nothing more while as many as may never come back', async () => {
  const lanes = new Lanes(2);
  const begun: number[] = [];
  for (const n of [1, 2, 3])
    void lanes.run(
      () => (begun.push(n), never()),
      () => true,
    );
  await turns();
  expect(begun).toEqual([1, 2]);
});

it('passes over what nobody waits for any more', async () => {
  const lanes = new Lanes(1);
  let end!: (value: string) => void;
  const first = lanes.run(
    () => new Promise<string>((resolve) => (end = resolve)),
    () => true,
  );
  let wanted = true;
  const late = lanes.run(
    () => Promise.resolve('late'),
    () => wanted,
  );
  const last = lanes.run(
    () => Promise.resolve('last'),
    () => true,
  );
  wanted = false;
  end('first');
  expect([await first, await late, await last]).toEqual(['first', undefined, 'last']);
});
