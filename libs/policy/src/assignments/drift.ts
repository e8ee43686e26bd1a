import { lower, type Level, type PolicyDrift } from '@legator/contracts';
import type { Reported } from './assignments.store.js';

export interface Assigned {
  readonly revision: number;
  readonly level: Level;
  readonly sandbox: 'preferred' | 'required';
}

/** Whether a probe goes by what it was given, and if not, in which way. */
export function driftOf(
  assigned: Assigned,
  ceiling: Level | null,
  reported: Reported | null,
): { drift: PolicyDrift; note: string | null } {
  if (!reported) return { drift: 'unreported', note: null };
  if (reported.refused) return { drift: 'refused', note: reported.refused };
  if (reported.revision !== assigned.revision)
    return { drift: 'outdated', note: `it has revision ${reported.revision}, not ${assigned.revision}` };
  const level = ceiling ? lower(assigned.level, ceiling) : assigned.level;
  if (reported.level !== level)
    return { drift: 'stricter_here', note: `${reported.level} instead of ${level}` };
  if (reported.sandbox !== assigned.sandbox)
    return { drift: 'stricter_here', note: `the sandbox is ${reported.sandbox} there` };
  return { drift: 'none', note: null };
}
