import { inject } from '@angular/core';
import { simulationReplay } from '../app/core/api/fn/policies/simulation-replay';
import { simulationSimulate } from '../app/core/api/fn/policies/simulation-simulate';
import type {
  PolicyDecisionView,
  PolicyInput,
  PolicyReplay,
  ReplayPolicy,
  SimulatePolicy,
} from '../app/core/api/models';
import { judgeDemo } from './demo-commands';
import { completed, DemoPolicies } from './demo-policies';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';

const LEVELS = ['observe', 'diagnose', 'remediate'];
const TIERS = { low: 1, medium: 2, high: 3, critical: 4 } as const;
const WAS = ['df -h', 'systemctl restart nginx', 'journalctl -u nginx', 'rm -rf /tmp/cache', 'uptime'];

/** What a policy would decide: the demo judges by the first word, and by the beginnings that a policy refuses. */
export function simulationRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const policies = inject(DemoPolicies);
  return [
    on(simulationSimulate({ body: { command: '' } }), (call) => {
      const { command = '', policy_id, document, probe_id } = bodyOf<SimulatePolicy>(call);
      const faults = faultsOf(document);
      if (faults.length > 0)
        throw new DemoRefusal(400, 'invalid_request', faults[0]!.message, { details: faults });
      const by = document ? completed(document) : policy_id ? policies.view(policy_id) : undefined;
      const name = document ? 'draft' : policy_id;
      return { probe_id: probe_id ?? null, decision: decide(command, by?.blocked ?? [], name) };
    }),
    on(simulationReplay({ id: ':id', body: {} }), (call): PolicyReplay => {
      const { days = 7, document } = bodyOf<NonNullable<ReplayPolicy>>(call);
      const blocked = document
        ? (document.blocked ?? [])
        : (policies.view(call.params['id'] ?? '').blocked ?? []);
      const probe = world.probes()[0]?.id ?? '';
      const judged = WAS.map((command) => ({
        command,
        was: judgeDemo(command)[0],
        now: decide(command, blocked).outcome,
      }));
      const count = (key: 'was' | 'now') => ({
        allow: judged.filter((one) => one[key] === 'allow').length,
        queue: judged.filter((one) => one[key] === 'queue').length,
        deny: judged.filter((one) => one[key] === 'deny').length,
      });
      const other = judged.filter(({ was, now }) => was !== now);
      return {
        ...{
          policy_id: call.params['id'] ?? '',
          total: judged.length,
          truncated: false,
          differing: other.length,
        },
        from: new Date(world.now() - days * 86_400_000).toISOString(),
        to: new Date(world.now()).toISOString(),
        ...{ then: count('was'), now: count('now') },
        differences: other.map(({ command, was, now }) => ({
          ...{
            command,
            probe_id: probe,
            then: was,
            now,
            count: 1,
            last_at: new Date(world.now()).toISOString(),
          },
          reason: 'The policy blocks commands that begin so.',
        })),
      };
    }),
  ];
}

function decide(command: string, blocked: readonly string[], policy?: string): PolicyDecisionView {
  const [own, level, risk, why] = judgeDemo(command);
  const hit = blocked.find((one) => command.startsWith(one));
  const outcome = hit ? ('deny' as const) : own;
  const reasons = [
    ...(hit
      ? [{ code: 'policy.blocked', text: `The policy blocks commands that begin with “${hit}”.` }]
      : []),
    { code: 'demo', text: why },
  ];
  return {
    ...{ outcome, level, risk_level: risk, risk_tier: TIERS[risk], reasons, reason_code: reasons[0]!.code },
    gate_outcome: ({ allow: 'allowed', queue: 'pending_approval', deny: 'blocked' } as const)[outcome],
    lane: 'observe_direct',
    classification: {
      capability: level,
      category: 'observe',
      signature_known: own !== 'queue',
      reason_code: 'demo',
    },
    policy: {
      ...{ execution_class_required: 'observe_direct', sandbox_required: false, approval_mode: 'none' },
      ...{ require_second_approver: false, self_approval: 'medium' },
      breakglass: { enabled: false, require_typed_confirmation: false },
    },
    rationale: {
      policies: policy ? [{ policy_id: policy }] : [],
      indicators: [
        {
          name: 'demo',
          source: 'classifier',
          value: command.split(/\s+/)[0],
          drove_outcome: !hit,
          message: why,
        },
        ...(hit
          ? [
              {
                name: 'policy.blocked',
                source: policy ?? '',
                value: hit,
                drove_outcome: true,
                message: reasons[0]!.text,
              },
            ]
          : []),
      ],
    },
  };
}

/** The few faults that the demo knows. */
function faultsOf(document: PolicyInput | undefined): { path: string; message: string }[] {
  if (!document) return [];
  return [
    ...(document.name?.trim() ? [] : [{ path: 'document.name', message: 'must not be empty' }]),
    ...(LEVELS.includes(document.level)
      ? []
      : [{ path: 'document.level', message: 'must be one of "observe", "diagnose", "remediate"' }]),
    ...(document.windows ?? []).flatMap(({ from, to }, at) =>
      (['from', 'to'] as const)
        .filter((key) => !/^([01]\d|2[0-3]):[0-5]\d$/.test({ from, to }[key]))
        .map((key) => ({ path: `document.windows.${at}.${key}`, message: 'must be a time such as 22:30' })),
    ),
  ];
}
