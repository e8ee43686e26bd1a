import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DispatchedCommand, HeldCommand, RevertCommand, RevertPreview } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { policyHeaders, statusOf } from '../answers.js';
import { answerHeld } from '../held-answer.js';
import { Reverts } from './reverts.service.js';

/** The way back from a command: another command, which goes the way of all. */
@Controller('api/v1/commands/:requestId/revert')
export class RevertsController {
  constructor(private readonly reverts: Reverts) {}

  /** Nothing is written down and nothing leaves. */
  @Post('preview')
  @HttpCode(200)
  @Requires('fleet:read', 'command:exec')
  @Answers(RevertPreview)
  preview(@Param('requestId') requestId: string): Promise<RevertPreview> {
    return this.reverts.preview(requestId);
  }

  /** 200 dispatched, 202 held for approval, 429 denied, as any command; 409 where there is no way back. */
  @Post()
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(DispatchedCommand, { description: 'Dispatched; its output comes with the stream of its request.' })
  @Answers(HeldCommand, { status: 202, description: 'It waits for a person.' })
  async revert(
    @Param('requestId') requestId: string,
    @Body({ schema: RevertCommand }) body: RevertCommand,
    @Res() response: Response,
  ): Promise<void> {
    const requested = await this.reverts.revert(requestId, body);
    response.set(policyHeaders(requested));
    const status = statusOf(requested);
    if (status === 'dispatched') {
      response.json({ request_id: requested.requestId, status, job_id: requested.directive.id });
      return;
    }
    answerHeld(response, requested, status);
  }
}
