import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApprovalOutlook } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { Outlooks } from './outlooks.service.js';

const Id = z.uuid();

/** What an approval would change, for whoever decides about it. */
@ApiTags('views')
@Controller('api/v1/approvals')
export class OutlookController {
  constructor(private readonly outlooks: Outlooks) {}

  /** What hosts told of themselves only with `fleet:read`; without it what the command says alone. */
  @Get(':id/outlook')
  @Requires('approval:read')
  @Answers(ApprovalOutlook)
  ofApproval(@Param('id', { schema: Id }) id: string): Promise<ApprovalOutlook> {
    return this.outlooks.of(id);
  }
}
