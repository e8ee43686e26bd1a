import type { Level, ProbeView } from '../../core/api/models';
import { WORDS } from './probe-words';

/** What decides about what runs by itself. */
export type Bounds = Pick<ProbeView, 'policy_level' | 'ceiling'>;

/** What is above what. */
export const RANK: Readonly<Record<Level, number>> = { observe: 1, diagnose: 2, remediate: 3 };

/** What runs by itself: never more than the ceiling of the host, whatever the policy says. */
export function effectiveLevel({ policy_level, ceiling }: Bounds): Level {
  return ceiling && RANK[ceiling] < RANK[policy_level] ? ceiling : policy_level;
}

/** "Observe · asks before changes". Above the ceiling nothing is ever asked: it is refused. */
export function policyText(bounds: Bounds): string {
  const level = effectiveLevel(bounds);
  const { levels, changesRun, changesAsk, noChanges } = WORDS.policy;
  // A probe that told no ceiling takes no approvals: its level is its ceiling.
  const most = bounds.ceiling ?? bounds.policy_level;
  const changes = level === 'remediate' ? changesRun : most === 'remediate' ? changesAsk : noChanges;
  return `${levels[level]} · ${changes}`;
}
