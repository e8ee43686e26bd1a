import type { PolicyDrift } from '@legator/contracts';
import type { Signal } from '@legator/core';

const WORDS: Readonly<Record<string, string>> = {
  outdated: 'goes by an older policy than it was given',
  stricter_here: 'lets less run without a person than its policy says, by a rule of its own host',
  refused: 'does not take its policy',
};

/** A probe says that it goes by something else than was assigned to it. */
export class PolicyDrifted implements Signal {
  static readonly type = 'policy.drifted';
  readonly type = PolicyDrifted.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(probeId: string, hostname: string, drift: PolicyDrift, note: string | null) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} ${WORDS[drift] ?? 'differs from its policy'}${note ? `: ${note}` : ''}.`;
    this.payload = { probe_id: probeId, drift, note };
  }
}
