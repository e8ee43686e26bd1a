import type { GatedDirective } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { bindingHash, bindingOf, changesBetween } from './binding.js';

const gated = (over: Partial<GatedDirective> = {}): GatedDirective => ({
  directiveId: 'd1',
  type: 'command.run',
  payload: { probe_id: 'prb-1', argv: ['systemctl', 'restart', 'nginx'], env: { A: '1', B: '2' }, cwd: '/' },
  summary: 'systemctl restart nginx',
  command: 'systemctl restart nginx',
  subject: { type: 'probe', id: 'prb-1' },
  actor: anActor(),
  verdict: {
    decision: 'queue',
    risk: 'high',
    level: 'remediate',
    reasons: [],
    rationale: { policy: 'builtin-v1' },
  },
  ...over,
});
const hashOf = (over: Partial<GatedDirective> = {}) => bindingHash(bindingOf(gated(over)));
const { verdict, payload } = gated();

it('is the same for the same thing, whatever the order of keys and whoever asks', () => {
  const turned = {
    cwd: '/',
    env: { B: '2', A: '1' },
    argv: ['systemctl', 'restart', 'nginx'],
    probe_id: 'prb-1',
  };
  expect(hashOf({ payload: turned, actor: anActor({ id: 'ben' }), directiveId: 'd2' })).toBe(hashOf());
  expect(hashOf({ payload: { ...(payload as object), level: undefined } })).toBe(hashOf());
});

it.each<[string, Partial<GatedDirective>]>([
  ['one word', { payload: { ...(payload as object), argv: ['systemctl', 'restart', 'nginy'] } }],
  ['the order of words', { payload: { ...(payload as object), argv: ['systemctl', 'nginx', 'restart'] } }],
  ['where it runs', { payload: { ...(payload as object), cwd: '/root' } }],
  ['its environment', { payload: { ...(payload as object), env: { A: '1', B: '3' } } }],
  ['a field that comes with it', { payload: { ...(payload as object), timeout_ms: 5 } }],
  ['the kind of directive', { type: 'package.install' }],
  ['the canonical form', { command: 'systemctl  restart nginx' }],
  ['the target', { subject: { type: 'probe', id: 'prb-2' } }],
  ['the level', { verdict: { ...verdict, level: 'diagnose' } }],
  ['the risk', { verdict: { ...verdict, risk: 'medium' } }],
  ['the policy', { verdict: { ...verdict, rationale: { policy: 'builtin-v2' } } }],
  [
    'the version of the policy',
    { verdict: { ...verdict, rationale: { ...verdict.rationale, policy_version: '8' } } },
  ],
])('is another when %s differs', (_what, over) => {
  expect(hashOf(over)).not.toBe(hashOf());
});

it('says what differs', () => {
  const was = bindingOf(gated());
  const is = bindingOf(gated({ command: 'reboot', verdict: { ...verdict, risk: 'critical' } }));
  expect(changesBetween(was, is)).toEqual([
    { field: 'command', was: 'systemctl restart nginx', is: 'reboot' },
    { field: 'risk', was: 'high', is: 'critical' },
  ]);
  expect(changesBetween(was, was)).toEqual([]);
});
