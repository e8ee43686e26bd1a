import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { MetricsRegistry, Transactions } from '@legator/core';
import { ApprovalsService } from './approvals.service.js';

/** How many people are waited for. */
@Injectable()
export class ApprovalMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly transactions: Transactions,
    private readonly approvals: ApprovalsService,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'legator_approvals_pending',
      help: 'Requests that wait for a person',
      collect: () => this.transactions.run((tx) => this.approvals.pendingIn(tx)),
    });
  }
}
