import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ApprovalsService } from '@legator/approvals';
import { SummaryContributors } from '@legator/fleet';

/** What two rooms that may not know each other have to say to one another. */
@Injectable()
export class Wiring implements OnModuleInit {
  constructor(
    private readonly summary: SummaryContributors,
    private readonly approvals: ApprovalsService,
  ) {}

  onModuleInit(): void {
    this.summary.add('pending_approvals', (tx) => this.approvals.pendingIn(tx));
  }
}
