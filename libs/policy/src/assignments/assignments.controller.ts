import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AppliedPolicy,
  ApplyPolicy,
  PolicyApplied,
  PolicyApply,
  PolicyAssignments,
  PolicyDrifts,
  PolicyForesight,
  PolicyId,
  ProbePolicyView,
  UnassignPolicy,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import type { z } from 'zod';
import { Assignments } from './assignments.service.js';
import { Foresight } from './foresight.service.js';

const MOST_DRIFTED = 500;

/** What is applied where. Before the routes of single templates, whose ids these words cannot be. */
@ApiTags('Policies')
@Controller('api/v1')
@Requires('fleet:read')
export class AssignmentsController {
  constructor(
    private readonly assignments: Assignments,
    private readonly foresight: Foresight,
  ) {}

  @Get('policies/assignments')
  @Answers(PolicyAssignments)
  async list(): Promise<z.infer<typeof PolicyAssignments>> {
    return { assignments: await this.assignments.list() };
  }

  @Delete('policies/assignments')
  @Requires('fleet:write')
  @Answers(PolicyApplied)
  unassign(@Body({ schema: UnassignPolicy }) { scope }: UnassignPolicy): Promise<PolicyApplied> {
    return this.assignments.apply({ scope, policy_id: null });
  }

  /** What applying or taking away would change. Nothing is written. */
  @Post('policies/assignments/preview')
  @HttpCode(200)
  @Answers(PolicyForesight)
  preview(@Body({ schema: PolicyApply }) body: PolicyApply): Promise<PolicyForesight> {
    return this.foresight.foresee(body);
  }

  @Get('policies/drift')
  @Answers(PolicyDrifts)
  drift(): Promise<z.infer<typeof PolicyDrifts>> {
    return this.assignments.drifted(MOST_DRIFTED);
  }

  @Post('policies/:id/apply')
  @HttpCode(200)
  @Requires('fleet:write')
  @Answers(PolicyApplied)
  apply(
    @Param('id', { schema: PolicyId }) id: string,
    @Body({ schema: ApplyPolicy }) { scope, version, reason }: ApplyPolicy,
  ): Promise<PolicyApplied> {
    return this.assignments.apply({ scope, policy_id: id, ...(version && { version }) }, reason);
  }

  @Get('probes/:id/policy')
  @Answers(ProbePolicyView)
  ofProbe(@Param('id') id: string): Promise<ProbePolicyView> {
    return this.assignments.ofProbe(id);
  }

  /** Upstream's: 200 whether the probe is connected or not. */
  @Post('probes/:id/apply-policy/:policyId')
  @HttpCode(200)
  @Requires('fleet:write')
  @Answers(AppliedPolicy)
  applyToProbe(
    @Param('id') id: string,
    @Param('policyId', { schema: PolicyId }) policyId: string,
  ): Promise<AppliedPolicy> {
    return this.assignments.applyToProbe(id, policyId);
  }
}
