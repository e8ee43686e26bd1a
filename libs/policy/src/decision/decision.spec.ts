import { judgeArgv } from '@legator/shell';
import { decideByPolicy } from './decision.js';
import { argv, change, cpu, decided, facts, judged, look, policy, unknown } from '../testing.js';

it('lets run what the level lets run where no policy is against it', () => {
  expect(decideByPolicy(facts())).toMatchObject({
    decision: 'allow',
    reasons: [{ code: 'within_level' }, {}],
  });
  expect(decided({})).toMatchObject({ decision: 'allow' });
});

it('never lets run what the level holds back, whatever a policy says', () => {
  for (const [judgement, target] of [
    [unknown, {}],
    [judged([], { sensitive: true }), {}],
    [judged([], { risk: 'critical' }), {}],
    [change, { level: 'observe' as const }],
  ] as const) {
    const before = decideByPolicy(facts({ judgement, target }));
    expect(before.decision).toBe('queue');
    expect(decided({ allow: [{ kind: '*' }] }, { judgement, target }).decision).toBe('queue');
  }
  expect(decided({}, { target: { ceiling: 'observe' } })).toMatchObject({
    decision: 'deny',
    reasons: [{ code: 'above_ceiling' }, {}],
  });
});

it('does not refuse for good what nobody can tell', () => {
  const verdict = decided(
    { block: [{ kind: 'power', then: 'deny' }] },
    { judgement: unknown, ...argv('frobnicate') },
  );
  expect(verdict.decision).toBe('queue');
  expect(verdict.reasons.map(({ code }) => code)).toContain('policy.block_perhaps');
});

it('takes the strictest of several policies, and its terms from all', () => {
  const strict = policy({ level: 'observe', self_approval: 'never', blocked: ['systemctl'] }, 'strict');
  const loose = policy({ self_approval: 'any', require_second_approver: true }, 'loose');
  const verdict = decideByPolicy(facts({ policies: [loose, strict] }));
  expect(verdict.decision).toBe('deny');
  expect(verdict.rationale).toMatchObject({
    policy_version: 'loose@3 strict@3',
    self_approval: 'never',
    require_second_approver: true,
    breakglass: { enabled: false },
  });
});

it('denies at an upstream probe what would have to wait', () => {
  const upstream = { target: { ceiling: null } };
  expect(decided({ approval_mode: 'mutation_gate' }, upstream)).toMatchObject({
    decision: 'deny',
    reasons: expect.arrayContaining([expect.objectContaining({ code: 'upstream.no_approval' })]),
  });
  expect(decided({}, upstream).decision).toBe('allow');
  expect(decided({ sandbox: 'required' }, { ...upstream, judgement: look }).decision).toBe('allow');
});

it('shows what was looked at, with value and threshold, and what decided', () => {
  const capacity = { conditions: [cpu], applies_to: 'all' as const, missing: 'queue' as const };
  const { rationale } = decided({ capacity, max_targets: 4 }, { capacity: { cpu_percent: 99 } });
  expect(rationale['indicators']).toEqual([
    expect.objectContaining({ name: 'command_risk', source: 'risk_classifier', value: 'medium' }),
    expect.objectContaining({ name: 'test', drove_outcome: false }),
    expect.objectContaining({ name: 'policy.max_targets', value: 1, threshold: 4, drove_outcome: false }),
    expect.objectContaining({
      ...{ name: 'capacity.cpu_percent', source: 'probe_vitals', value: 99, comparator: '>', threshold: 90 },
      ...{ severity: 'warn', effect: 'queue', drove_outcome: true },
    }),
  ]);
  expect(rationale).toMatchObject({
    fallback: false,
    lane: {
      selected_lane: 'remediate_sandbox',
      gate_outcome: 'pending_approval',
      reason_code: 'capacity.cpu_percent',
    },
  });
});

it('says when it had nothing to measure by', () => {
  const capacity = { conditions: [cpu], applies_to: 'all' as const, missing: 'ignore' as const };
  expect(decided({ capacity }).rationale['fallback']).toBe(true);
});

it('judges a real command with the very same words', () => {
  const argv = ['df', '-h'];
  expect(decided({ level: 'observe' }, { judgement: judgeArgv(argv), command: { argv } }).decision).toBe(
    'allow',
  );
});
