import { CLOCK_SKEW_SECONDS } from './id-token-rules.js';
import type { Claims } from './role-mapping.js';

/** Whoever proved who they are so long ago, in milliseconds, is still there. */
const FRESH_MS = 60_000;

/** When somebody proved to the provider who they are. Only from what it signed: `claims` of its token, nothing else. */
export function provedAt({ auth_time: seconds }: Claims): Date | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined;
  return new Date(seconds * 1_000);
}

/** Whether that was a moment ago; a provider that does not say when, or says later than now, proves nothing. */
export function isFresh(at: Date | undefined, now: Date): boolean {
  if (!at) return false;
  const age = now.getTime() - at.getTime();
  return age <= FRESH_MS && age >= -CLOCK_SKEW_SECONDS * 1_000;
}
