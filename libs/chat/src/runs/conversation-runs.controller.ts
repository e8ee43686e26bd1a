import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ChatRunPage as PageSchema, ListRunHosts as ListSchema } from '@legator/contracts';
import type { ChatRunPage, ListRunHosts } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { ConversationId } from '../conversations/conversations.controller.js';
import { CHAT_PERMISSION } from '../streams/access-watch.js';
import { RunPages } from './run-pages.service.js';

const TurnId = z.uuid('must be the id of a turn').toLowerCase();
const StepId = z.string().min(1).max(200);

/** What commands of conversations became, host by host. */
@Controller('api/v1/conversations/:id/turns/:turnId/runs')
@Requires(CHAT_PERMISSION)
export class ConversationRunsController {
  constructor(private readonly pages: RunPages) {}

  @Get(':stepId')
  @ApiOperation({ summary: 'List the hosts of a command' })
  @Answers(PageSchema)
  page(
    @Param('id', { schema: ConversationId }) conversationId: string,
    @Param('turnId', { schema: TurnId }) turnId: string,
    @Param('stepId', { schema: StepId }) stepId: string,
    @Query({ schema: ListSchema }) query: ListRunHosts,
  ): Promise<ChatRunPage> {
    return this.pages.page({ conversationId, turnId, stepId }, query);
  }
}
