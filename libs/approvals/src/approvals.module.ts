import { Global, Module } from '@nestjs/common';
import { Gate } from '@legator/core';
import { ApprovalGate } from './approval-gate.js';
import { ApprovalMetrics } from './approval-metrics.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsService } from './approvals.service.js';
import { ApprovalsStore } from './approvals.store.js';
import { ApprovalExpiry } from './expiry.js';

@Global()
@Module({
  controllers: [ApprovalsController],
  providers: [
    ApprovalsStore,
    ApprovalsService,
    ApprovalExpiry,
    ApprovalMetrics,
    { provide: Gate, useClass: ApprovalGate },
  ],
  exports: [Gate, ApprovalsService],
})
export class ApprovalsModule {}
