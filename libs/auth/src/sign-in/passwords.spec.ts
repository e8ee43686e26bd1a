import { Passwords } from './passwords.js';

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

it('takes as long for nobody as for somebody, and says no', async () => {
  const passwords = new Passwords();
  const stored = await passwords.hash('three blue herons');
  await passwords.verify(null, 'warm');
  const times: Record<'somebody' | 'nobody', number[]> = { somebody: [], nobody: [] };
  for (let round = 0; round < 15; round += 1) {
    // In turn, so that whatever else the machine does hits both alike.
    for (const who of ['somebody', 'nobody'] as const) {
      const from = performance.now();
      expect(await passwords.verify(who === 'somebody' ? stored : undefined, 'wrong')).toBe(false);
      times[who].push(performance.now() - from);
    }
  }
  const ratio = median(times.nobody) / median(times.somebody);
  // Without the work it would be a thousand times faster.
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
}, 60_000);

it('lets nobody in by what the decoy is made of', async () => {
  expect(await new Passwords().verify(null, 'nobody has this password')).toBe(false);
});
