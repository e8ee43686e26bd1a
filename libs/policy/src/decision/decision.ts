import { lower, type Level } from '@legator/contracts';
import type { Reason, Verdict } from '@legator/core';
import { decide, type Decision } from '@legator/shell';
import { capacityCheck } from './capacity-check.js';
import { effectCheck } from './effect-check.js';
import type { Check, DecisionFacts, Finding, HeldPolicy } from './facts.js';
import { captureCheck, rateCheck, runtimeCheck, targetsCheck, windowCheck } from './limit-checks.js';
import { approvalModeCheck, breakglassCheck } from './mode-checks.js';
import { prefixCheck } from './prefix-check.js';
import { protectedCheck } from './protected-check.js';
import { rationaleOf } from './rationale.js';

type Outcome = Verdict['decision'];

/** What a policy found, and which one. */
export interface PolicyFinding extends Finding {
  readonly policy: HeldPolicy;
}

const CHECKS: readonly Check[] = [
  ...[prefixCheck, effectCheck, protectedCheck, breakglassCheck, approvalModeCheck],
  ...[runtimeCheck, targetsCheck, rateCheck, windowCheck, capacityCheck],
  captureCheck,
];

const RANK: Record<Outcome, number> = { allow: 0, queue: 1, deny: 2 };

/**
 * What becomes of a command at one probe: what its level says, and whatever its policies have against it; the strictest
 * answer of all counts. Pure.
 */
export function decideByPolicy(facts: DecisionFacts): Verdict {
  const base = byLevel(facts);
  const findings = facts.policies.flatMap((policy) =>
    CHECKS.flatMap((check) => [...check(policy, facts)].map((finding) => ({ ...finding, policy }))),
  );
  const wanted = [base.verdict, ...findings.map(({ then }) => then ?? 'allow')].reduce(stricter);
  const upstream = upstreamReason(facts, wanted);
  const decision = upstream ? 'deny' : wanted;
  const reasons = reasonsOf(decision, base, findings, upstream);
  const rationale = rationaleOf(facts, { decision, base, findings, reasons });
  return { decision, risk: facts.judgement.risk, level: base.required, reasons, rationale };
}

/** What runs at the probe without a person: its level, or less where a policy that holds says less. */
export function levelOf({ target, policies }: Pick<DecisionFacts, 'target' | 'policies'>): Level {
  return policies.map(({ document }) => document.level).reduce(lower, target.level);
}

function byLevel(facts: DecisionFacts): Decision {
  const { command, judgement, target, policies } = facts;
  const level = levelOf(facts);
  // At an upstream probe a sandbox is a label; nothing there runs in one.
  const required =
    target.ceiling !== null && policies.some(({ document }) => document.sandbox === 'required');
  return decide({
    judgement,
    declaredLevel: command.declaredLevel,
    probeLevel: level,
    // An upstream probe takes no approval with a command, so what is above its level can never run there.
    ceiling: target.ceiling ?? level,
    sandbox: required ? 'required' : 'preferred',
    contained: target.sandboxed,
  });
}

/** Those that decided first, then what else stood against it, then what was found in the command. */
function reasonsOf(
  decision: Outcome,
  base: Decision,
  findings: readonly PolicyFinding[],
  upstream: Reason | undefined,
): Reason[] {
  const [own, ...found] = base.reasons;
  const holding = findings.filter(({ then }) => then !== undefined);
  const strongest = [...holding].sort((a, b) => RANK[b.then!] - RANK[a.then!]).map(reasonOf);
  const byBase = base.verdict === decision || holding.length === 0 || (upstream && base.verdict !== 'allow');
  const ordered = byBase ? [own!, ...strongest] : [...strongest, ...(base.verdict === 'allow' ? [] : [own!])];
  return unique([...(upstream ? [upstream] : []), ...ordered, ...found]);
}

function reasonOf({ code, text }: Finding): Reason {
  return { code, text };
}

function unique(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.text}`, reason])).values()];
}

function stricter(a: Outcome, b: Outcome): Outcome {
  return RANK[a] >= RANK[b] ? a : b;
}

/** Why an upstream probe cannot take what ours could. */
function upstreamReason({ target, command }: DecisionFacts, wanted: Outcome): Reason | undefined {
  if (target.ceiling !== null) return undefined;
  if (command.argv.length === 0)
    return {
      code: 'upstream.line',
      text: 'This probe takes one program with its arguments, no line for a shell.',
    };
  if (wanted !== 'queue') return undefined;
  return {
    code: 'upstream.no_approval',
    text: 'This probe has no ceiling and takes no approvals, so what is above its level never runs there.',
  };
}
