import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { currentContext, may } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbesService, SiteRules } from '@legator/fleet';
import type { SiteMove } from '@legator/fleet';
import { AssignmentsStore } from './assignments.store.js';
import { HeldPolicies } from './held-policies.service.js';
import { refuseLoosening } from './loosening.js';
import { Settling } from './settling.service.js';

/**
 * Policies come and go with sites as they do with tags, so whoever may not make anything looser may not do it by moving
 * a probe either; and a site to which a policy is applied stays.
 */
@Injectable()
export class PolicySiteRule implements OnModuleInit {
  constructor(
    private readonly rules: SiteRules,
    private readonly probes: ProbesService,
    private readonly store: AssignmentsStore,
    private readonly held: HeldPolicies,
    private readonly settling: Settling,
  ) {}

  onModuleInit(): void {
    this.rules.addRule((tx, move) => this.check(tx, move));
    this.rules.addUse(async (tx, id) =>
      (await this.store.countAt(tx, { type: 'site', id })) > 0 ? 'a policy is applied to it' : undefined,
    );
  }

  /** @throws `policy.loosening` */
  private async check(tx: Tx, { probeIds, site }: SiteMove): Promise<void> {
    if (may(currentContext().actor, 'admin')) return;
    const targets = await this.probes.targets(tx, { probeIds });
    const before = await this.held.of(tx, targets);
    const moved = targets.map((target) => ({ ...target, site }));
    refuseLoosening(await this.settling.foresee(tx, moved), before);
  }
}
