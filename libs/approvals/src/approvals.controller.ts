import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { ApprovalList, ApprovalView, ListApprovals } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import type { Approval } from './approval.entity.js';
import { ApprovalsService } from './approvals.service.js';

@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsService) {}

  @Get()
  @Requires('approval:read')
  @Answers(ApprovalList)
  async list(@Query({ schema: ListApprovals }) filter: ListApprovals): Promise<ApprovalList> {
    const { approvals, pending } = await this.approvals.list(filter);
    return { approvals: approvals.map(toView), pending_count: pending };
  }

  @Get(':id')
  @Requires('approval:read')
  @Answers(ApprovalView)
  async get(@Param('id', { schema: z.uuid() }) id: string): Promise<ApprovalView> {
    return toView(await this.approvals.get(id));
  }
}

function toView(approval: Approval): ApprovalView {
  return {
    id: approval.id,
    directive_id: approval.directiveId,
    probe_id: approval.subjectType === 'probe' ? approval.subjectId : '',
    command: approval.payload,
    summary: approval.summary,
    reason: approval.reason,
    risk_level: approval.risk,
    requester: approval.requestedByName,
    policy_decision: 'queue',
    policy_rationale: approval.rationale,
    required_approvals: 1,
    decision: approval.state,
    ...(approval.decidedBy ? { decided_by: approval.decidedBy } : {}),
    ...(approval.decidedAt ? { decided_at: approval.decidedAt.toISOString() } : {}),
    created_at: approval.createdAt.toISOString(),
    expires_at: approval.expiresAt.toISOString(),
  };
}
