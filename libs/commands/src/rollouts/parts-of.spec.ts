import type { Directive } from '@legator/directives';
import { partsOf } from './parts-of.js';

const words = { argv: ['systemctl', 'restart', 'nginx'], timeout_ms: 30_000, stream: false };
const group = {
  ...{ decision: 'queue', level: 'remediate', risk: 'medium', policy_version: 'web@3', reason: 'Because.' },
  probes: ['prb-1', 'prb-2'],
};
const whole = (over: object = {}, groups: object[] = [group]) =>
  ({
    ...{ id: 'd0', type: 'command.rollout', tenantId: 'default', rationale: { groups } },
    payload: {
      ...{
        rollout_id: '6a0f2a52-3a1f-8b7c-8e55-0123456789ab',
        ...words,
        probes: ['prb-1', 'prb-2', 'prb-3'],
      },
      ...{ max_concurrent: 1, max_errors: 0, canary: 0, health_seconds: 0, health_timeout_seconds: 1 },
      ...over,
    },
  }) as unknown as Directive;
const part = (over: Partial<Directive> = {}, payload: object = {}) =>
  ({
    ...{ id: 'd1', type: 'command.run', tenantId: 'default', level: 'remediate', risk: 'medium' },
    rationale: { policy_version: 'web@3' },
    payload: { probe_id: 'prb-1', ...words, request_id: 'r1', tags: ['web'], ...payload },
    ...over,
  }) as unknown as Directive;

it('speaks for the same command on each of its hosts', () => {
  expect(partsOf(whole())(part())).toBe(true);
  expect(partsOf(whole())(part({}, { probe_id: 'prb-2', request_id: 'r2', tags: [], site: 'berlin' }))).toBe(
    true,
  );
});

it.each([
  ['other words', part({}, { argv: ['systemctl', 'restart', 'nginx', 'sshd'] })],
  ['the same words cut otherwise', part({}, { argv: ['systemctl', 'restart nginx'] })],
  ['a line in their place', part({}, { argv: [], line: 'systemctl restart nginx' })],
  ['what takes another command back', part({}, { undoes: { request_id: 'r0', expect: [] } })],
  ['a longer time', part({}, { timeout_ms: 30_001 })],
  ['a host that is not one of its', part({}, { probe_id: 'prb-9' })],
  ['a host of which policy said nothing', part({}, { probe_id: 'prb-3' })],
  ['a higher level', part({ level: 'observe' })],
  ['another risk', part({ risk: 'high' })],
  ['another version of the policy', part({ rationale: { policy_version: 'web@4' } })],
  ['another kind of directive', part({ type: 'policy.apply' })],
  ['another tenant', part({ tenantId: 'other' })],
  ['what is no command', part({ payload: { probe_id: 'prb-1' } })],
])('does not speak for %s', (_what, one) => {
  expect(partsOf(whole())(one)).toBe(false);
});

it('does not speak for hosts that policy denied, nor for any when the verdict names none', () => {
  expect(partsOf(whole({}, [{ ...group, decision: 'deny' }]))(part())).toBe(false);
  expect(partsOf(whole({}, []))(part())).toBe(false);
  expect(partsOf({ ...whole(), rationale: {} } as Directive)(part())).toBe(false);
  expect(partsOf({ ...whole(), payload: {} } as Directive)(part())).toBe(false);
});

it('needs the host in its own list, whatever the verdict says', () => {
  expect(partsOf(whole({ probes: ['prb-2'] }))(part())).toBe(false);
});
