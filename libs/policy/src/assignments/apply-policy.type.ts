import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PolicyApply } from '@legator/contracts';
import { Clock, currentContext, may, notFound } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, InlineType } from '@legator/directives';
import { ProbesService, Sites } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { Documents } from '../templates/documents.service.js';
import { AssignmentsStore, choiceOf } from './assignments.store.js';
import { Settling } from './settling.service.js';
import type { Settled } from './settling.service.js';
import { HeldPolicies } from './held-policies.service.js';
import { refuseLoosening, refuseLooserForComers } from './loosening.js';

export const POLICY_APPLY = 'policy.apply';

/**
 * Applies a policy to a probe, a tag or a site, or takes it away again. Not judged by the policies that it changes: what guards
 * it is the permission, and that only an administrator may make anything looser. A freeze does not hold it back, since
 * a stricter policy is what somebody may want just then.
 */
@Injectable()
export class ApplyPolicyType implements InlineType<PolicyApply>, OnModuleInit {
  readonly kind = 'inline';
  readonly name = POLICY_APPLY;
  readonly title = 'Apply a policy';
  readonly schema = PolicyApply;
  readonly permission = 'fleet:write';
  readonly judged = false;
  readonly exemptFromFreeze = true;
  readonly requestable = true;
  readonly rerunnable = false;

  constructor(
    private readonly types: DirectiveTypes,
    private readonly probes: ProbesService,
    private readonly store: AssignmentsStore,
    private readonly documents: Documents,
    private readonly held: HeldPolicies,
    private readonly settling: Settling,
    private readonly clock: Clock,
    private readonly sites: Sites,
  ) {}

  onModuleInit(): void {
    this.types.register(this);
  }

  summarize({ scope, policy_id, version }: PolicyApply): string {
    const where = `the ${scope.type} ${scope.id}`;
    if (policy_id === null) return `Take the policy away from ${where}`;
    return `Apply the policy ${policy_id}${version === undefined ? '' : ` version ${version}`} to ${where}`;
  }

  subject({ scope }: PolicyApply): Subject {
    return { type: scope.type, id: scope.id };
  }

  alsoAbout({ policy_id }: PolicyApply): Subject[] {
    return policy_id === null ? [] : [{ type: 'policy', id: policy_id }];
  }

  async run(tx: Tx, { tenantId }: Directive, { scope, policy_id, version }: PolicyApply) {
    if (scope.type === 'site') await this.sites.keep(tx, scope.id);
    await this.store.lock(tx, tenantId);
    const choice = choiceOf(scope);
    const targets = await this.probes.targets(tx, choice);
    if (scope.type === 'probe' && targets.length === 0) throw notFound('probe', scope.id);
    const before = await this.held.of(tx, targets);
    const was = await this.held.ofComers(tx, scope);
    const applied = policy_id === null ? undefined : await this.documents.one(tx, policy_id, version);
    if (policy_id === null || !applied) await this.store.delete(tx, scope);
    else {
      const by = currentContext().actor.name;
      await this.store.put(tx, tenantId, {
        scope,
        policyId: policy_id,
        version: applied.version,
        by,
        at: this.clock.now(),
      });
    }
    if (!may(currentContext().actor, 'admin')) {
      refuseLooserForComers(scope, was, applied?.document);
      refuseLoosening(await this.settling.foresee(tx, targets), before);
    }
    const changed = await this.settling.settle(tx, choice);
    return {
      policy_id,
      version: applied?.version ?? null,
      changed: changed.length,
      ...about(targets, changed),
    };
  }
}

/** For one probe: what applies there now. */
function about(targets: readonly Target[], changed: readonly Settled[]): Record<string, unknown> {
  const [one] = changed;
  return targets.length === 1 && one ? { revision: one.revision, level: one.level } : {};
}
