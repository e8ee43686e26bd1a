import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  ChatMessage as ChatMessageSchema,
  Conversation as ConversationSchema,
  ConversationDetail as DetailSchema,
  ConversationPage as PageSchema,
  CreateConversation as CreateSchema,
  ExportConversation as ExportSchema,
  GiveFeedback as FeedbackSchema,
  ListConversations as ListSchema,
  ListMessages as ListMessagesSchema,
  MessagePage as MessagePageSchema,
  RenameConversation as RenameSchema,
} from '@legator/contracts';
import type {
  ChatMessage,
  Conversation,
  ConversationDetail,
  ConversationPage,
  CreateConversation,
  ExportConversation,
  GiveFeedback,
  ListConversations,
  ListMessages,
  MessagePage,
  RenameConversation,
} from '@legator/contracts';
import { Answers, AnswersNothing, Requires, sendStream } from '@legator/core';
import { CHAT_PERMISSION } from '../streams/access-watch.js';
import { Stopping } from '../turns/stopping.service.js';
import { ConversationExports } from './conversation-exports.service.js';
import { Conversations } from './conversations.service.js';

export const ConversationId = z.uuid('must be the id of a conversation').toLowerCase();
export const MessageId = z.uuid('must be the id of a message').toLowerCase();

/** Conversations with the fleet and with probes, of the caller's tenant. */
@Controller('api/v1/conversations')
@Requires(CHAT_PERMISSION)
export class ConversationsController {
  constructor(
    private readonly conversations: Conversations,
    private readonly exports: ConversationExports,
    private readonly stopping: Stopping,
  ) {}

  @Get()
  @Answers(PageSchema)
  list(@Query({ schema: ListSchema }) query: ListConversations): Promise<ConversationPage> {
    return this.conversations.list(query);
  }

  @Post()
  @Answers(ConversationSchema, { status: 201 })
  create(@Body({ schema: CreateSchema }) input: CreateConversation): Promise<Conversation> {
    return this.conversations.create(input);
  }

  @Get(':id')
  @Answers(DetailSchema)
  get(@Param('id', { schema: ConversationId }) id: string): Promise<ConversationDetail> {
    return this.conversations.get(id);
  }

  @Patch(':id')
  @Answers(ConversationSchema)
  rename(
    @Param('id', { schema: ConversationId }) id: string,
    @Body({ schema: RenameSchema }) { title }: RenameConversation,
  ): Promise<Conversation> {
    return this.conversations.rename(id, title);
  }

  @Delete(':id')
  @HttpCode(204)
  @AnswersNothing()
  async remove(@Param('id', { schema: ConversationId }) id: string): Promise<void> {
    await this.stopping.stop(id, { all: true });
    await this.conversations.remove(id);
  }

  @Get(':id/messages')
  @Answers(MessagePageSchema)
  messages(
    @Param('id', { schema: ConversationId }) id: string,
    @Query({ schema: ListMessagesSchema }) query: ListMessages,
  ): Promise<MessagePage> {
    return this.conversations.messages(id, query);
  }

  @Post(':id/messages/:messageId/feedback')
  @HttpCode(200)
  @Answers(ChatMessageSchema)
  giveFeedback(
    @Param('id', { schema: ConversationId }) id: string,
    @Param('messageId', { schema: MessageId }) messageId: string,
    @Body({ schema: FeedbackSchema }) input: GiveFeedback,
  ): Promise<ChatMessage> {
    return this.conversations.giveFeedback(id, messageId, input);
  }

  @Get(':id/export')
  @Answers(z.string(), { type: 'text/markdown', description: 'All that was said; `format=json` as JSON.' })
  async export(
    @Param('id', { schema: ConversationId }) id: string,
    @Query({ schema: ExportSchema }) { format }: ExportConversation,
    @Res() response: Response,
  ): Promise<void> {
    const pieces = await this.exports.begin(id, format);
    const type = format === 'md' ? 'text/markdown; charset=utf-8' : 'application/json; charset=utf-8';
    await sendStream(response, { type, name: `conversation-${id}.${format}` }, pieces);
  }
}
