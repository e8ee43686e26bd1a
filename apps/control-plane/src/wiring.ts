import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ApprovalsService, TargetNames } from '@legator/approvals';
import { RolloutControl } from '@legator/commands';
import { ProbesService, SummaryContributors, WaitingApprovals } from '@legator/fleet';

/** What two rooms that may not know each other have to say to one another. */
@Injectable()
export class Wiring implements OnModuleInit {
  constructor(
    private readonly summary: SummaryContributors,
    private readonly waiting: WaitingApprovals,
    private readonly approvals: ApprovalsService,
    private readonly names: TargetNames,
    private readonly probes: ProbesService,
    private readonly rollouts: RolloutControl,
  ) {}

  onModuleInit(): void {
    this.summary.add('pending_approvals', (tx) => this.approvals.pendingIn(tx));
    this.waiting.readFrom((tx, probeIds) => this.approvals.pendingByProbe(tx, probeIds));
    this.names.add('probe', async (tx, probeIds) => {
      const targets = await this.probes.targets(tx, { probeIds });
      return new Map(targets.map(({ id, hostname }) => [id, hostname]));
    });
    this.names.add('rollout', (tx, ids) => this.rollouts.names(tx, ids));
  }
}
