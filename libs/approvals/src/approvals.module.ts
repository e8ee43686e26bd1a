import { Global, Module } from '@nestjs/common';
import { Gate } from '@legator/core';
import { AfterThoughts } from './after-thoughts.service.js';
import { ApprovalGate } from './approval-gate.js';
import { ApprovalMetrics } from './approval-metrics.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsService } from './approvals.service.js';
import { ApprovalsStore } from './approvals.store.js';
import { Breakglass } from './breakglass.service.js';
import { Deciders } from './deciders.service.js';
import { Decisions } from './decisions.service.js';
import { ApprovalExpiry } from './expiry.js';
import { Explanations } from './explanations.service.js';
import { HeldApprovals } from './held-approvals.js';
import { ApprovalParts } from './parts.service.js';
import { PartsStore } from './parts.store.js';
import { Releases } from './releases.service.js';
import { TargetNames } from './target-names.js';
import { ApprovalUses } from './uses.service.js';
import { UsesStore } from './uses.store.js';
import { VotesStore } from './votes.store.js';

/** Needs `People` bound by the application. */
@Global()
@Module({
  controllers: [ApprovalsController],
  providers: [
    AfterThoughts,
    ApprovalsStore,
    ApprovalsService,
    ApprovalExpiry,
    ApprovalMetrics,
    ApprovalParts,
    ApprovalUses,
    Breakglass,
    Deciders,
    Decisions,
    Explanations,
    HeldApprovals,
    PartsStore,
    Releases,
    TargetNames,
    UsesStore,
    VotesStore,
    { provide: Gate, useClass: ApprovalGate },
  ],
  exports: [Gate, ApprovalsService, Decisions, TargetNames],
})
export class ApprovalsModule {}
