import type { ExecutionClass, Level, PolicyDecisionView } from '@legator/contracts';
import type { Verdict } from '@legator/core';
import type { HeldPolicy } from '../decision/facts.js';
import { termsOf } from '../decision/terms.js';

const TIER = { low: 1, medium: 2, high: 3, critical: 4 } as const;
const OWN: Record<Level, Pick<PolicyDecisionView['policy'], 'execution_class_required' | 'approval_mode'>> = {
  observe: { execution_class_required: 'observe_direct', approval_mode: 'none' },
  diagnose: { execution_class_required: 'diagnose_sandbox', approval_mode: 'none' },
  remediate: { execution_class_required: 'remediate_sandbox', approval_mode: 'none' },
};

interface Told {
  readonly classification: {
    capability: Level;
    category: string;
    signature_known: boolean;
    reason_code: string;
  };
  readonly lane: {
    selected_lane: ExecutionClass;
    gate_outcome: PolicyDecisionView['gate_outcome'];
    reason_code: string;
  };
}

/** A verdict as section 3.4 of upstream's contract has it. */
export function decisionView(
  verdict: Verdict,
  held: readonly HeldPolicy[],
  level: Level,
): PolicyDecisionView {
  const { classification, lane } = verdict.rationale as unknown as Told;
  const { capability, category, signature_known, reason_code } = classification;
  return {
    ...{ outcome: verdict.decision, gate_outcome: lane.gate_outcome, lane: lane.selected_lane },
    ...{ risk_level: verdict.risk, risk_tier: TIER[verdict.risk], reason_code: lane.reason_code },
    ...{ level: verdict.level, reasons: [...verdict.reasons] },
    classification: {
      ...{ capability, signature_known, reason_code },
      category: category as PolicyDecisionView['classification']['category'],
    },
    policy: policyOf(held, level),
    rationale: { ...verdict.rationale },
  };
}

function policyOf(held: readonly HeldPolicy[], level: Level): PolicyDecisionView['policy'] {
  const documents = held.map(({ document }) => document);
  const { breakglass, ...terms } = termsOf(documents);
  const [first] = held;
  return {
    ...(first && held.length === 1 && { policy_id: first.policyId, version: first.version }),
    ...OWN[level],
    ...(first && {
      execution_class_required: first.document.execution_class_required,
      approval_mode: first.document.approval_mode,
    }),
    sandbox_required: documents.some(({ sandbox }) => sandbox === 'required'),
    ...terms,
    breakglass: breakglass ?? { enabled: false, require_typed_confirmation: false },
  };
}
