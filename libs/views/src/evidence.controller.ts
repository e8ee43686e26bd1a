import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApprovalEvidence } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { Evidence } from './evidence.service.js';

const Id = z.uuid();

/** What a request for approval is based on. */
@ApiTags('views')
@Controller('api/v1/approvals')
export class EvidenceController {
  constructor(private readonly evidence: Evidence) {}

  /** What commands printed only with `command:exec`; without it `output` is null. */
  @Get(':id/evidence')
  @Requires('approval:read')
  @Answers(ApprovalEvidence)
  ofApproval(@Param('id', { schema: Id }) id: string): Promise<ApprovalEvidence> {
    return this.evidence.of(id);
  }
}
