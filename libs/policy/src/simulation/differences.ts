import type { PolicyReplay, VerdictDecision } from '@legator/contracts';
import type { DecidedDirective } from '@legator/directives';

type Difference = PolicyReplay['differences'][number];

/** What was decided then and what would be now, added up. */
export class Differences {
  private readonly was = { allow: 0, queue: 0, deny: 0 };
  private readonly becomes = { allow: 0, queue: 0, deny: 0 };
  private readonly found = new Map<string, Difference>();
  private differing = 0;

  /** Rows come oldest first. */
  add(
    { summary, subjectId, decision, requestedAt }: DecidedDirective,
    now: VerdictDecision,
    reason: string,
  ): void {
    this.was[decision] += 1;
    this.becomes[now] += 1;
    if (now === decision) return;
    this.differing += 1;
    const key = JSON.stringify([summary, subjectId, decision, now]);
    const count = (this.found.get(key)?.count ?? 0) + 1;
    const last_at = requestedAt.toISOString();
    this.found.set(key, {
      command: summary,
      probe_id: subjectId,
      then: decision,
      now,
      count,
      last_at,
      reason,
    });
  }

  result(limit: number): Pick<PolicyReplay, 'then' | 'now' | 'differences' | 'differing'> {
    const differences = [...this.found.values()].sort(
      (a, b) => b.count - a.count || b.last_at.localeCompare(a.last_at),
    );
    return {
      then: this.was,
      now: this.becomes,
      differences: differences.slice(0, limit),
      differing: this.differing,
    };
  }
}
