import { setTimeout as pause } from 'node:timers/promises';

export { pause };

/** Looks again and again until there is something; throws when there is nothing in time. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  { withinMs = 60_000, everyMs = 20 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs / 1_000} s in vain: ${what}.`);
    await pause(everyMs);
  }
}

/** Seconds that the work took, and what it gave back. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1_000, result };
}

/** The work, `times` times, by so many at once. @returns milliseconds of each */
export async function repeated(
  times: number,
  parallel: number,
  work: (turn: number) => Promise<void>,
): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < times) {
      const turn = next++;
      const began = performance.now();
      await work(turn);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return took;
}

/** `share` from 0 to 1: 0.99 is the value that 99 of 100 do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
