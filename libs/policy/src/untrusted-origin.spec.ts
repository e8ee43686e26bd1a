import type { Verdict } from '@legator/core';
import { withOrigin } from './untrusted-origin.js';

const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  ...{ decision: 'allow', risk: 'medium', level: 'remediate', reasons: [{ code: 'r', text: 'R.' }] },
  rationale: { lane: { selected_lane: 'remediate_sandbox' } },
  ...over,
});
const origin = { via: 'chat', conversation_id: 'c', turn_id: 't', model: 'm', untrusted: true } as const;

it('holds back what a model proposes after it read what hosts wrote', () => {
  const held = withOrigin(verdict(), origin);
  expect(held).toMatchObject({ decision: 'queue', risk: 'medium', level: 'remediate' });
  expect(held.reasons.map(({ code }) => code)).toEqual(['untrusted_origin', 'r']);
  expect(held.rationale['lane']).toMatchObject({ gate_outcome: 'pending_approval' });
});

it.each<[string, Partial<Verdict>, object | undefined]>([
  ['what a person typed', {}, undefined],
  ['a command of their own in a conversation', {}, { ...origin, model: null }],
  ['a model that read nothing of a host', {}, { ...origin, untrusted: false }],
  ['what only observes', { level: 'observe' }, origin],
  ['what is refused', { decision: 'deny' }, origin],
  ['what waits already', { decision: 'queue' }, origin],
])('leaves %s as it is', (_what, over, from) => {
  expect(withOrigin(verdict(over), from as typeof origin)).toEqual(verdict(over));
});
