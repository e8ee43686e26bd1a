import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { currentContext, may } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbesService, TagRules } from '@legator/fleet';
import type { TagChange } from '@legator/fleet';
import { HeldPolicies } from './held-policies.service.js';
import { refuseLoosening } from './loosening.js';
import { Settling } from './settling.service.js';

/** Policies come and go with tags, so whoever may not make anything looser may not do it by a tag either. */
@Injectable()
export class PolicyTagRule implements OnModuleInit {
  constructor(
    private readonly rules: TagRules,
    private readonly probes: ProbesService,
    private readonly held: HeldPolicies,
    private readonly settling: Settling,
  ) {}

  onModuleInit(): void {
    this.rules.add((tx, changes) => this.check(tx, changes));
  }

  /** @throws `policy.loosening` */
  private async check(tx: Tx, changes: readonly TagChange[]): Promise<void> {
    if (may(currentContext().actor, 'admin')) return;
    const tags = new Map(changes.map((change) => [change.id, change.tags]));
    const targets = await this.probes.targets(tx, { probeIds: [...tags.keys()] });
    const before = await this.held.of(tx, targets);
    const retagged = targets.map((target) => ({ ...target, tags: tags.get(target.id)! }));
    refuseLoosening(await this.settling.foresee(tx, retagged), before);
  }
}
