/** A delivery is given up after this many attempts. */
export const MAX_ATTEMPTS = 10;

const FIRST_MS = 1_000;
const LONGEST_MS = 10 * 60_000;

/**
 * When to try again after the given attempt failed: doubled each time, at most ten minutes, and up to half of it less,
 * so that what failed together does not come back together. Nothing when it is to be given up.
 */
export function nextAttemptAt(attempt: number, now: Date, chance = Math.random()): Date | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return new Date(now.getTime() + whole * (1 - chance / 2));
}
