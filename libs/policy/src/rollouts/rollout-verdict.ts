import { createHash } from 'node:crypto';
import type { PolicySelfApproval } from '@legator/contracts';
import type { Reason, Verdict } from '@legator/core';

/** What policy says of the command at one host. */
export interface HostVerdict {
  readonly probeId: string;
  readonly verdict: Verdict;
}

/** Hosts for which policy says the same. */
export interface VerdictGroup {
  readonly decision: Verdict['decision'];
  readonly level: Verdict['level'];
  readonly risk: Verdict['risk'];
  readonly policy_version: string;
  readonly reason: string;
  readonly probes: readonly string[];
}

const RISKS: readonly Verdict['risk'][] = ['low', 'medium', 'high', 'critical'];
const LEVELS: readonly Verdict['level'][] = ['observe', 'diagnose', 'remediate'];
const SELF: readonly PolicySelfApproval[] = ['never', 'medium', 'any'];
const MOST_REASONS = 12;

/**
 * One verdict for all hosts together: a person decides once, if there is a host where one has to, on the strictest terms
 * of any. Hosts that deny it take no part, so they decide only when there are no others. Pure.
 */
export function verdictOfAll(hosts: readonly HostVerdict[]): Verdict {
  const taking = hosts.filter(({ verdict }) => verdict.decision !== 'deny');
  const counted = (taking.length > 0 ? taking : hosts).map(({ verdict }) => verdict);
  const worst = counted.reduce((a, b) => (worse(a, b) ? b : a));
  const decision = taking.length === 0 ? 'deny' : worstDecision(counted);
  return {
    decision,
    risk: highest(
      RISKS,
      counted.map(({ risk }) => risk),
    ),
    level: highest(
      LEVELS,
      counted.map(({ level }) => level),
    ),
    reasons: [numbers(hosts), ...reasonsOf(counted.filter((one) => one.decision === decision))],
    rationale: {
      ...worst.rationale,
      ...termsOf(counted),
      policy_version: versionOf(hosts),
      groups: groupsOf(hosts),
    },
  };
}

function worstDecision(verdicts: readonly Verdict[]): Verdict['decision'] {
  return verdicts.some(({ decision }) => decision === 'queue') ? 'queue' : 'allow';
}

function worse(a: Verdict, b: Verdict): boolean {
  const rank = ({ decision, risk, level }: Verdict) =>
    (decision === 'queue' ? 100 : 0) + RISKS.indexOf(risk) * 10 + LEVELS.indexOf(level);
  return rank(b) > rank(a);
}

function highest<T>(order: readonly T[], found: readonly T[]): T {
  return order[Math.max(...found.map((one) => order.indexOf(one)))]!;
}

/** Glass is broken for one host, never for many. */
function termsOf(verdicts: readonly Verdict[]): Record<string, unknown> {
  const said = new Set(verdicts.map(({ rationale }) => rationale['self_approval'] ?? 'medium'));
  // A word that nobody knows is stricter than all that are known.
  const known = [...said].every((one) => SELF.includes(one as PolicySelfApproval));
  return {
    self_approval: known ? SELF.find((one) => said.has(one)) : 'never',
    require_second_approver: verdicts.some(({ rationale }) => {
      const second = rationale['require_second_approver'];
      return second !== undefined && second !== false;
    }),
    breakglass: { enabled: false },
  };
}

/** Names the policies, and binds what each host needs by them: changed for one host, it is another request. */
function versionOf(hosts: readonly HostVerdict[]): string {
  const names = [...new Set(hosts.map(({ verdict }) => nameOf(verdict)))].sort();
  const lines = hosts.map(({ probeId, verdict: { level, risk, ...verdict } }) =>
    JSON.stringify([probeId, level, risk, nameOf(verdict)]),
  );
  const hash = createHash('sha256').update(lines.sort().join('\n')).digest('hex');
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} for ${hosts.length} hosts, sha256:${hash}`;
}

function nameOf({ rationale }: Pick<Verdict, 'rationale'>): string {
  const said = rationale['policy_version'] ?? '';
  return typeof said === 'string' ? said : JSON.stringify(said);
}

function groupsOf(hosts: readonly HostVerdict[]): VerdictGroup[] {
  const alike = Map.groupBy(hosts, ({ verdict: { decision, level, risk, reasons, rationale } }) =>
    JSON.stringify([decision, level, risk, nameOf({ rationale }), reasons[0]?.text ?? '']),
  );
  return [...alike.values()].map((members) => {
    const { decision, level, risk, reasons, rationale } = members[0]!.verdict;
    const probes = members.map(({ probeId }) => probeId);
    const reason = reasons[0]?.text ?? '';
    return { decision, level, risk, policy_version: nameOf({ rationale }), reason, probes };
  });
}

function numbers(hosts: readonly HostVerdict[]): Reason {
  const count = (decision: Verdict['decision']) =>
    hosts.filter(({ verdict }) => verdict.decision === decision).length;
  const parts = [
    [count('allow'), 'without a person'],
    [count('queue'), 'after approval'],
    [count('deny'), 'never, they are skipped'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, how]) => `${n} ${how}`);
  const what = hosts.length === 1 ? 'One host' : `${hosts.length} hosts`;
  return { code: 'rollout.hosts', text: `${what} in waves: ${said.join(', ')}.` };
}

function reasonsOf(verdicts: readonly Verdict[]): Reason[] {
  const all = verdicts.flatMap(({ reasons }) => reasons);
  const unique = new Map(all.map((reason) => [`${reason.code} ${reason.text}`, reason]));
  return [...unique.values()].slice(0, MOST_REASONS);
}
