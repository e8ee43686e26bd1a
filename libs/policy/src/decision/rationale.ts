import type { ExecutionClass, Level, PolicyIndicator } from '@legator/contracts';
import type { Reason, Verdict } from '@legator/core';
import type { Decision } from '@legator/shell';
import type { PolicyFinding } from './decision.js';
import type { DecisionFacts, HeldPolicy } from './facts.js';
import { termsOf } from './terms.js';

interface Decided {
  readonly decision: Verdict['decision'];
  readonly base: Decision;
  readonly findings: readonly PolicyFinding[];
  readonly reasons: readonly Reason[];
}

const GATE = { allow: 'allowed', queue: 'pending_approval', deny: 'blocked' } as const;
const LANE: Record<Level, ExecutionClass> = {
  observe: 'observe_direct',
  diagnose: 'diagnose_sandbox',
  remediate: 'remediate_sandbox',
};
const LANE_RANK: readonly ExecutionClass[] = [
  'wasm_sandbox',
  'observe_direct',
  'diagnose_sandbox',
  'remediate_sandbox',
];

/** Why it was decided so, in the form of section 3.4 of upstream's contract, and what approvals go by. */
export function rationaleOf(facts: DecisionFacts, decided: Decided): Record<string, unknown> {
  const { judgement, target, policies } = facts;
  const { decision, findings, reasons } = decided;
  const documents = policies.map(({ document }) => document);
  const drivers = reasons.filter(({ code }) => drove(code, decided)).map(({ text }) => text);
  return {
    policy: 'capacity-policy-v1',
    policy_version: policies.length > 0 ? policies.map(nameOf).sort().join(' ') : 'builtin-v1',
    policy_revision: target.revision ?? 0,
    policies: policies.map(({ policyId, version, via }) => ({ policy_id: policyId, version, via })),
    summary: `${decision} (${drivers.join('; ') || (reasons[0]?.text ?? '')})`,
    fallback: findings.some(({ code, value }) => code.startsWith('capacity.') && value === undefined),
    effects: judgement.reasons.map(({ text }) => text),
    touches: judgement.effects ?? [],
    classification: {
      capability: judgement.level,
      category: judgement.level === 'remediate' ? 'mutation' : judgement.level,
      signature_known: judgement.known,
      sensitive: judgement.sensitive,
      asks: (judgement as { asks?: boolean }).asks ?? false,
      reason_code: judgement.reasons[0]?.rule ?? '',
    },
    target: { probe_id: target.id, level: target.level, ceiling: target.ceiling, protocol: target.protocol },
    indicators: indicatorsOf(facts, decided),
    thresholds: Object.fromEntries(
      findings.flatMap(({ code, threshold }) => (threshold === undefined ? [] : [[code, threshold]])),
    ),
    lane: { selected_lane: laneOf(facts), gate_outcome: GATE[decision], reason_code: reasons[0]?.code ?? '' },
    ...termsOf(documents),
  };
}

/** The stricter of the class that the command needs and the one that a policy asks for. */
export function laneOf({
  judgement,
  policies,
}: Pick<DecisionFacts, 'judgement' | 'policies'>): ExecutionClass {
  const classes = policies.map(({ document }) => document.execution_class_required);
  if (classes.includes('breakglass_direct')) return 'breakglass_direct';
  return [LANE[judgement.level], ...classes].reduce((a, b) =>
    LANE_RANK.indexOf(a) >= LANE_RANK.indexOf(b) ? a : b,
  );
}

export function nameOf({ policyId, version }: Pick<HeldPolicy, 'policyId' | 'version'>): string {
  return `${policyId}@${version}`;
}

function drove(code: string, { decision, base, findings }: Decided): boolean {
  return (
    (base.verdict === decision && base.reasons[0]?.code === code) ||
    code.startsWith('upstream.') ||
    findings.some((finding) => finding.code === code && finding.then === decision)
  );
}

function indicatorsOf({ judgement }: DecisionFacts, decided: Decided): PolicyIndicator[] {
  const { decision, base, findings } = decided;
  const byLevel = base.verdict === decision && decision !== 'allow';
  return [
    {
      ...{ name: 'command_risk', source: 'risk_classifier', value: judgement.risk },
      ...{
        severity: severityOf(judgement.risk === 'critical' ? 'deny' : undefined),
        drove_outcome: byLevel && base.reasons[0]?.code === 'critical',
      },
    },
    ...judgement.reasons.map(({ rule, words, text }) => ({
      ...{ name: rule, source: 'classifier', value: words.join(' '), message: text },
      ...{ drove_outcome: byLevel },
    })),
    ...findings.map(({ code, text, then, source, value, comparator, threshold, policy }) => ({
      ...{
        name: code,
        source: source ?? nameOf(policy),
        severity: severityOf(then),
        effect: then ?? 'allow',
      },
      ...(value !== undefined && { value }),
      ...(comparator !== undefined && { comparator }),
      ...(threshold !== undefined && { threshold }),
      ...{ drove_outcome: then !== undefined && then === decision, message: text },
    })),
  ];
}

function severityOf(then: 'queue' | 'deny' | undefined): 'info' | 'warn' | 'critical' {
  if (then === undefined) return 'info';
  return then === 'deny' ? 'critical' : 'warn';
}
