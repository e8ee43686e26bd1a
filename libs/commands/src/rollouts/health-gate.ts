import type { ProbeHealth } from '@legator/fleet';

/** A host of the last wave: how it was before, and how it is now. */
export interface Watched {
  readonly hostname: string;
  readonly before: ProbeHealth;
  readonly endedAt: Date;
  /** Nothing for a probe that was deleted. */
  readonly now: ProbeHealth | undefined;
}

/** Since when the last wave has ended, and since when all its hosts are well without a break. */
export interface Gate {
  readonly endedAt: Date;
  readonly wellSince: Date | null;
}

export interface GateTerms {
  readonly healthMs: number;
  readonly timeoutMs: number;
}

/** What is wrong with a host of the last wave, in words; nothing when it is as well as before. */
export function complaint({ hostname, before, endedAt, now }: Watched): string | undefined {
  if (!now?.connected) return `${hostname} is not connected`;
  // Once connected only, it can be no worse.
  if (before.measuredAt === null) return undefined;
  if (now.measuredAt === null || now.measuredAt <= endedAt) return `${hostname} has not told since how it is`;
  if (before.score === null) return undefined;
  if (now.score === null) return `${hostname} cannot tell any more how it is`;
  return now.score < before.score
    ? `${hostname} is worse than before: health ${now.score}, it was ${before.score}`
    : undefined;
}

/** Where the gate stands now. Whatever is wrong starts the time anew. */
export function gateNow(
  { endedAt, wellSince }: Gate,
  complaints: number,
  { healthMs, timeoutMs }: GateTerms,
  now: Date,
): { health: 'well' | 'settling' | 'overdue'; wellSince: Date | null } {
  if (complaints > 0) {
    const overdue = now.getTime() - endedAt.getTime() >= timeoutMs;
    return { health: overdue ? 'overdue' : 'settling', wellSince: null };
  }
  const since = wellSince ?? now;
  return { health: now.getTime() - since.getTime() >= healthMs ? 'well' : 'settling', wellSince: since };
}
