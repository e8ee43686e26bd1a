import { Injectable } from '@nestjs/common';
import type { PolicyApply, PolicyForesight } from '@legator/contracts';
import { notFound, Transactions } from '@legator/core';
import { ProbesService, Sites } from '@legator/fleet';
import type { HeldPolicy } from '../decision/facts.js';
import { Documents } from '../templates/documents.service.js';
import { choiceOf } from './assignments.store.js';
import type { HeldRef } from './assignments.store.js';
import { HeldPolicies } from './held-policies.service.js';
import { loosens, loosensComers } from './loosening.js';
import { isChange, Settling } from './settling.service.js';
import type { Settled } from './settling.service.js';

const MOST_SHOWN = 200;

/** What applying a policy would change, before anybody does it. */
@Injectable()
export class Foresight {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbesService,
    private readonly documents: Documents,
    private readonly held: HeldPolicies,
    private readonly settling: Settling,
    private readonly sites: Sites,
  ) {}

  /** @throws `not_found` for the probe or the site, the policy and its version */
  foresee({ scope, policy_id: id, version }: PolicyApply): Promise<PolicyForesight> {
    return this.transactions.run(async (tx) => {
      if (scope.type === 'site') await this.sites.keep(tx, scope.id);
      const choice = choiceOf(scope);
      const targets = await this.probes.targets(tx, choice);
      if (scope.type === 'probe' && targets.length === 0) throw notFound('probe', scope.id);
      const applied = id === null ? undefined : await this.documents.one(tx, id, version);
      const before = await this.held.of(tx, targets);
      const was = await this.held.ofComers(tx, scope);
      const policy = id === null || !applied ? undefined : { policyId: id, version: applied.version };
      const after = await this.settling.foresee(tx, targets, { scope, ...(policy && { policy }) });
      const found = after
        .filter((one) => isChange(one))
        .map((one) => viewOf(one, before))
        .sort((a, b) => Number(b.looser) - Number(a.looser) || a.hostname.localeCompare(b.hostname));
      const looser = found.filter((one) => one.looser).length;
      return {
        ...{ scope, policy_id: id, version: applied?.version ?? null },
        ...{ total: targets.length, changed: found.length, looser },
        needs_admin: looser > 0 || loosensComers(scope, was, applied?.document) !== undefined,
        probes: found.slice(0, MOST_SHOWN),
        truncated: found.length > MOST_SHOWN,
      };
    });
  }
}

function viewOf(
  one: Settled,
  before: ReadonlyMap<string, readonly HeldPolicy[]>,
): PolicyForesight['probes'][number] {
  const { target, level, held } = one;
  return {
    ...{ probe_id: target.id, hostname: target.hostname, connected: target.connected },
    ceiling: target.ceiling,
    was: { level: target.level, policies: (before.get(target.id) ?? []).map(refOf) },
    becomes: { level, policies: held.map(refOf) },
    looser: loosens(one, before) !== undefined,
  };
}

function refOf({ policyId, version, via }: HeldRef) {
  return { policy_id: policyId, version, via };
}
