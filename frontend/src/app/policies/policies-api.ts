import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { fleetRowsFilterValues } from '../core/api/fn/fleet/fleet-rows-filter-values';
import { fleetTags } from '../core/api/fn/fleet/fleet-tags';
import { assignmentsApply } from '../core/api/fn/policies/assignments-apply';
import { assignmentsDrift } from '../core/api/fn/policies/assignments-drift';
import { assignmentsList } from '../core/api/fn/policies/assignments-list';
import { assignmentsPreview } from '../core/api/fn/policies/assignments-preview';
import { assignmentsUnassign } from '../core/api/fn/policies/assignments-unassign';
import { policiesCreate } from '../core/api/fn/policies/policies-create';
import { policiesDiff } from '../core/api/fn/policies/policies-diff';
import { policiesGet } from '../core/api/fn/policies/policies-get';
import { policiesList } from '../core/api/fn/policies/policies-list';
import { policiesRemove } from '../core/api/fn/policies/policies-remove';
import { policiesUpdate } from '../core/api/fn/policies/policies-update';
import { policiesVersions } from '../core/api/fn/policies/policies-versions';
import { simulationReplay } from '../core/api/fn/policies/simulation-replay';
import { sitesList } from '../core/api/fn/sites/sites-list';
import type {
  Level,
  PolicyApplied,
  PolicyAssignmentView,
  PolicyDiff,
  PolicyDrifts,
  PolicyForesight,
  PolicyInput,
  PolicyReplay,
  PolicyUpdate,
  PolicyVersionView,
  PolicyView,
  ReplayPolicy,
} from '../core/api/models';

/** Whom a policy is applied to. */
export interface PolicyScope {
  readonly type: 'probe' | 'tag' | 'site';
  readonly id: string;
}

/** A policy for a scope, or none any more. */
export interface Wish {
  readonly scope: PolicyScope;
  readonly policyId: string | null;
  readonly version?: number;
}

/** The calls about policies. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class PoliciesApi {
  private readonly api = inject(Api);

  list(): Promise<readonly PolicyView[]> {
    return this.api.call(policiesList());
  }

  get(id: string): Promise<PolicyView> {
    return this.api.call(policiesGet({ id }));
  }

  /** Newest first. */
  async versions(id: string): Promise<readonly PolicyVersionView[]> {
    return (await this.api.call(policiesVersions({ id }))).versions;
  }

  diff(id: string, from: number, to: number): Promise<PolicyDiff> {
    return this.api.call(policiesDiff({ id, from, to }));
  }

  create(body: PolicyInput): Promise<PolicyView> {
    return this.api.call(policiesCreate({ body }));
  }

  update(id: string, body: PolicyUpdate): Promise<PolicyView> {
    return this.api.call(policiesUpdate({ id, body }));
  }

  async remove(id: string): Promise<void> {
    await this.api.call(policiesRemove({ id }));
  }

  async assignments(): Promise<readonly PolicyAssignmentView[]> {
    return (await this.api.call(assignmentsList())).assignments;
  }

  /** Probes that go by something else than they were given. */
  drifts(): Promise<PolicyDrifts> {
    return this.api.call(assignmentsDrift());
  }

  /** What it would change; nothing is written. */
  foresee({ scope, policyId, version }: Wish): Promise<PolicyForesight> {
    return this.api.call(
      assignmentsPreview({ body: { scope, policy_id: policyId, ...(version ? { version } : {}) } }),
    );
  }

  apply({ scope, policyId, version }: Wish, reason?: string): Promise<PolicyApplied> {
    if (policyId === null) return this.api.call(assignmentsUnassign({ body: { scope } }));
    const body = { scope, ...(version ? { version } : {}), ...(reason ? { reason } : {}) };
    return this.api.call(assignmentsApply({ id: policyId, body }));
  }

  /** What a policy would have made of what was asked for. */
  replay(id: string, body: NonNullable<ReplayPolicy>): Promise<PolicyReplay> {
    return this.api.call(simulationReplay({ id, body }));
  }

  /** How many probes are in each site. */
  async sites(): Promise<ReadonlyMap<string, number>> {
    const { sites } = await this.api.call(sitesList());
    return new Map(sites.map(({ id, probes }) => [id, probes]));
  }

  /** How many probes go by each level now. */
  async levels(): Promise<ReadonlyMap<Level, number>> {
    const { values } = await this.api.call(fleetRowsFilterValues({ key: 'policy' }));
    return new Map(values.map(({ value, count }) => [value as Level, count]));
  }

  /** How many probes have each tag. */
  async tags(): Promise<ReadonlyMap<string, number>> {
    return new Map(Object.entries((await this.api.call(fleetTags())).tags));
  }
}
