import type { DirectiveOrigin } from '@legator/contracts';
import type { Verdict } from '@legator/core';

const REASON = {
  code: 'untrusted_origin',
  text: 'A model proposed it after it read what hosts wrote, so a person decides.',
};

/**
 * What a host prints may be written to make a model do something. So what a model proposes after reading it, and that
 * would do more than observe, never runs without a person, whatever the policy lets run. A verdict is never loosened.
 */
export function withOrigin(verdict: Verdict, origin: DirectiveOrigin | undefined): Verdict {
  if (!origin?.untrusted || origin.model === null) return verdict;
  if (verdict.decision !== 'allow' || verdict.level === 'observe') return verdict;
  const lane = verdict.rationale['lane'];
  const gated = {
    ...(lane as object | undefined),
    gate_outcome: 'pending_approval',
    reason_code: REASON.code,
  };
  return {
    ...verdict,
    decision: 'queue',
    reasons: [REASON, ...verdict.reasons],
    rationale: {
      ...verdict.rationale,
      summary: `queue (${REASON.text})`,
      ...(lane === undefined ? {} : { lane: gated }),
    },
  };
}
