import type { PolicyInput } from '@legator/contracts';
import type { Effect } from '@legator/shell';
import { decideByPolicy } from './decision/decision.js';
import type { DecisionFacts, HeldPolicy, JudgedCommand } from './decision/facts.js';
import { complete } from './templates/complete.js';

export type Over = Partial<Omit<DecisionFacts, 'target' | 'counts' | 'command'>> & {
  target?: Partial<DecisionFacts['target']>;
  counts?: Partial<DecisionFacts['counts']>;
  command?: Partial<DecisionFacts['command']>;
};

export const policy = (fields: Partial<PolicyInput> = {}, id = 'p'): HeldPolicy => ({
  policyId: id,
  version: 3,
  via: { type: 'probe', id: 'prb-1' },
  document: complete({ name: id, level: 'remediate', approval_mode: 'none', ...fields } as PolicyInput),
});

export const facts = ({ target, counts, command, ...over }: Over = {}): DecisionFacts => ({
  judgement: change,
  policies: [],
  now: new Date('2026-07-01T12:00:00Z'),
  capacity: {},
  ...over,
  command: { argv: ['systemctl', 'restart', 'nginx'], timeoutMs: 30_000, ...command },
  target: { hostname: 'web-01', level: 'remediate', ceiling: 'remediate', ...target },
  counts: { probe: 0, tenant: 0, targets: 1, ...counts },
});

export const judged = (effects: Effect[], over: Partial<JudgedCommand> = {}): JudgedCommand => ({
  level: 'remediate',
  risk: 'medium',
  known: true,
  sensitive: false,
  network: false,
  asks: false,
  effects,
  reasons: [{ rule: 'test', words: [], text: 'It is a test.' }],
  ...over,
});
export const change = judged([{ kind: 'service', verb: 'restart', target: 'nginx.service' }]);
export const writes = (target: string) => judged([{ kind: 'write', verb: 'write', target }]);
export const look = judged([], { level: 'observe', risk: 'low' });
export const unknown = judged([], { known: false });

export const decided = (fields: Partial<PolicyInput>, over: Over = {}) =>
  decideByPolicy(facts({ ...over, policies: [policy(fields)] }));

export const cpu = {
  indicator: 'cpu_percent' as const,
  comparator: '>' as const,
  threshold: 90,
  then: 'queue' as const,
};
export const argv = (...words: string[]) => ({ command: { argv: words } });
