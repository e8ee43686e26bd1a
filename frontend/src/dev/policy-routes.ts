import { inject } from '@angular/core';
import { fleetTags } from '../app/core/api/fn/fleet/fleet-tags';
import { assignmentsApply } from '../app/core/api/fn/policies/assignments-apply';
import { assignmentsDrift } from '../app/core/api/fn/policies/assignments-drift';
import { assignmentsList } from '../app/core/api/fn/policies/assignments-list';
import { assignmentsOfProbe } from '../app/core/api/fn/policies/assignments-of-probe';
import { assignmentsPreview } from '../app/core/api/fn/policies/assignments-preview';
import { assignmentsUnassign } from '../app/core/api/fn/policies/assignments-unassign';
import { policiesCreate } from '../app/core/api/fn/policies/policies-create';
import { policiesDiff } from '../app/core/api/fn/policies/policies-diff';
import { policiesGet } from '../app/core/api/fn/policies/policies-get';
import { policiesList } from '../app/core/api/fn/policies/policies-list';
import { policiesRemove } from '../app/core/api/fn/policies/policies-remove';
import { policiesUpdate } from '../app/core/api/fn/policies/policies-update';
import { policiesVersions } from '../app/core/api/fn/policies/policies-versions';
import type {
  ApplyPolicy,
  PolicyApply,
  PolicyInput,
  PolicyScope,
  PolicyUpdate,
} from '../app/core/api/models';
import { DemoPolicies } from './demo-policies';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';

const NONE: { body: PolicyInput } = { body: { name: '', level: 'observe' } };
const SCOPE: PolicyScope = { type: 'tag', id: '' };

/** Policies, their versions, and where they are applied. */
export function policyRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const policies = inject(DemoPolicies);
  return [
    on(assignmentsList(), () => ({ assignments: policies.assignments() })),
    on(assignmentsDrift(), () => ({ probes: policies.drifts(), truncated: false })),
    on(assignmentsPreview({ body: { scope: SCOPE, policy_id: null } }), (call) => {
      const { scope = SCOPE, policy_id = null, version } = bodyOf<PolicyApply>(call);
      return policies.foresee(scope, policy_id, version);
    }),
    on(assignmentsUnassign({ body: { scope: SCOPE } }), (call) =>
      applied(policies.apply(bodyOf<PolicyApply>(call).scope ?? SCOPE, null)),
    ),
    on(assignmentsApply({ id: ':id', body: { scope: SCOPE } }), (call) => {
      const { scope = SCOPE, version } = bodyOf<ApplyPolicy>(call);
      return applied(policies.apply(scope, call.params['id'] ?? '', version));
    }),
    on(assignmentsOfProbe({ id: ':id' }), ({ params: { id = '' } }) => {
      const probe = world.probe(id);
      if (!probe) throw new DemoRefusal(404, 'not_found', `There is no probe ${id}.`);
      return policies.ofProbe(probe);
    }),
    on(policiesList(), () => policies.list()),
    on(policiesCreate(NONE), (call) => policies.save(bodyOf<PolicyInput>(call))),
    on(policiesGet({ id: ':id' }), ({ params: { id = '' } }) => policies.view(id)),
    on(policiesUpdate({ id: ':id', ...NONE }), (call) =>
      policies.save(bodyOf<PolicyUpdate>(call), call.params['id']),
    ),
    on(policiesRemove({ id: ':id' }), ({ params: { id = '' } }) => policies.remove(id)),
    on(policiesVersions({ id: ':id' }), ({ params: { id = '' } }) => ({
      policy_id: id,
      versions: [...policies.versions(id)],
    })),
    {
      ...on(policiesDiff({ id: ':id', from: 1, to: 2 }), ({ params }) => {
        const [from, to] = [Number(params['from']), Number(params['to'])];
        return {
          policy_id: params['id'] ?? '',
          from,
          to,
          changes: differing(policies, params['id'] ?? '', from, to),
        };
      }),
      pattern: /^\/api\/v1\/policies\/(?<id>[^/]+)\/versions\/(?<from>\d+)\/diff\/(?<to>\d+)$/,
    },
    on(fleetTags(), () => {
      const tags = world.probes().flatMap((probe) => probe.tags);
      return {
        tags: Object.fromEntries(
          [...new Set(tags)].map((tag) => [tag, tags.filter((one) => one === tag).length]),
        ),
      };
    }),
  ];
}

function applied({ scope, policy_id, version, changed }: ReturnType<DemoPolicies['foresee']>) {
  return { directive_id: crypto.randomUUID(), scope, policy_id, version, changed };
}

function differing(policies: DemoPolicies, id: string, from: number, to: number) {
  const find = (version: number): Record<string, unknown> =>
    policies.versions(id).find((one) => one.version === version)?.document ?? {};
  const [was, becomes] = [find(from), find(to)];
  return [...new Set([...Object.keys(was), ...Object.keys(becomes)])]
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(becomes[key]))
    .map((path) => ({
      path,
      was: was[path] ?? null,
      becomes: becomes[path] ?? null,
      effect: 'stricter' as const,
    }));
}
