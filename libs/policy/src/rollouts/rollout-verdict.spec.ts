import type { Verdict } from '@legator/core';
import { verdictOfAll } from './rollout-verdict.js';
import type { VerdictGroup } from './rollout-verdict.js';

const says = (decision: Verdict['decision'], over: Partial<Verdict> = {}): Verdict => ({
  decision,
  risk: 'low',
  level: 'observe',
  reasons: [{ code: decision, text: `It is ${decision}.` }],
  ...over,
  rationale: { policy_version: 'web@1', self_approval: 'medium', ...over.rationale },
});
const all = (...verdicts: Verdict[]) =>
  verdictOfAll(verdicts.map((verdict, at) => ({ probeId: `prb-${at}`, verdict })));
const [allow, queue, deny] = [says('allow'), says('queue'), says('deny')];

it.each([
  ['allow', [allow, allow]],
  ['allow', [allow, deny]],
  ['queue', [allow, queue, deny]],
  ['queue', [queue, allow]],
  ['deny', [deny, deny]],
] as const)('decides %s for all hosts together', (decision, verdicts) => {
  expect(all(...verdicts).decision).toBe(decision);
});

it('counts the highest risk and level of those that take part', () => {
  const grave = says('deny', { risk: 'critical', level: 'remediate' });
  const usual = says('queue', { risk: 'high', level: 'diagnose' });
  expect(all(allow, usual, grave)).toMatchObject({ risk: 'high', level: 'diagnose' });
});

it('asks on the strictest terms of any host, and never lets the glass be broken for many', () => {
  const lax = says('queue', { rationale: { self_approval: 'any', breakglass: { enabled: true } } });
  const strict = says('queue', { rationale: { self_approval: 'never', require_second_approver: true } });
  expect(all(lax, strict).rationale).toMatchObject({
    self_approval: 'never',
    require_second_approver: true,
    breakglass: { enabled: false },
  });
  expect(all(lax, lax).rationale).toMatchObject({ self_approval: 'any', require_second_approver: false });
  expect(all(lax, says('queue', { rationale: { self_approval: 'sometimes' } })).rationale).toMatchObject({
    self_approval: 'never',
  });
});

it('says how many run, wait and are skipped', () => {
  expect(all(allow, queue, queue, deny).reasons[0]!.text).toBe(
    '4 hosts in waves: 1 without a person, 2 after approval, 1 never, they are skipped.',
  );
});

it('names every host in one of its groups, with what is said of it', () => {
  const groups = all(queue, deny, queue).rationale['groups'] as VerdictGroup[];
  expect(groups.map(({ decision, probes }) => [decision, probes])).toEqual([
    ['queue', ['prb-0', 'prb-2']],
    ['deny', ['prb-1']],
  ]);
});

describe('its version', () => {
  const version = (...verdicts: Verdict[]) => all(...verdicts).rationale['policy_version'];

  it.each([
    ['another version of a policy', says('queue', { rationale: { policy_version: 'web@2' } })],
    ['another risk', says('queue', { risk: 'medium' })],
    ['another level', says('queue', { level: 'diagnose' })],
  ])('differs with %s for a single host', (_what, other) => {
    expect(version(queue, other)).not.toBe(version(queue, queue));
  });

  it('differs with the hosts, and not with their order', () => {
    expect(version(queue, queue, queue)).not.toBe(version(queue, queue));
    const hosts = [
      { probeId: 'a', verdict: queue },
      { probeId: 'b', verdict: allow },
    ];
    const of = (some: typeof hosts) => verdictOfAll(some).rationale['policy_version'];
    expect(of(hosts)).toBe(of([...hosts].reverse()));
  });
});
