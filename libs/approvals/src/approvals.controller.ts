import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  ApprovalDetail,
  ApprovalList,
  ApprovalView,
  DecideApproval,
  DecisionAnswer,
  ListApprovals,
  ReviewApproval,
  WithdrawApproval,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { AfterThoughts } from './after-thoughts.service.js';
import type { Approval } from './approval.entity.js';
import { ApprovalsService } from './approvals.service.js';
import { Decisions } from './decisions.service.js';
import { Explanations } from './explanations.service.js';

const Id = z.uuid();

@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly explanations: Explanations,
    private readonly decisions: Decisions,
    private readonly afterThoughts: AfterThoughts,
  ) {}

  @Get()
  @Requires('approval:read')
  @Answers(ApprovalList)
  async list(@Query({ schema: ListApprovals }) filter: ListApprovals): Promise<ApprovalList> {
    const { approvals, pending, nextCursor } = await this.approvals.list(filter);
    return {
      approvals: await this.approvals.views(approvals),
      pending_count: pending,
      next_cursor: nextCursor,
    };
  }

  @Get(':id')
  @Requires('approval:read')
  @Answers(ApprovalDetail)
  get(@Param('id', { schema: Id }) id: string): Promise<ApprovalDetail> {
    return this.explanations.explain(id);
  }

  /**
   * 200 with `pending` while a second person is missing. 400 as upstream: unknown, decided before, expired, the same
   * person twice. 403 who may not decide, keys among them; 409 what has changed since it was asked for; 423 frozen.
   */
  @Post(':id/decide')
  @HttpCode(200)
  @Requires('approval:write')
  @Answers(DecisionAnswer)
  async decide(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecideApproval }) body: DecideApproval,
  ): Promise<DecisionAnswer> {
    const request = await this.view(await this.decisions.decide(id, body));
    return { status: request.decision, request };
  }

  /** By whoever asked. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('approval:read')
  @Answers(ApprovalView)
  async withdraw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawApproval }) { reason }: WithdrawApproval,
  ): Promise<ApprovalView> {
    return this.view(await this.afterThoughts.withdraw(id, reason));
  }

  /** Somebody looked at broken glass afterwards, and says so. */
  @Post(':id/review')
  @HttpCode(200)
  @Requires('approval:write')
  @Answers(ApprovalView)
  async review(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReviewApproval }) { note }: ReviewApproval,
  ): Promise<ApprovalView> {
    return this.view(await this.afterThoughts.review(id, note));
  }

  private async view(approval: Approval): Promise<ApprovalView> {
    const [view] = await this.approvals.views([approval]);
    return view!;
  }
}
