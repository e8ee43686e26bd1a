import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  ChatEvent,
  ChatMessage,
  FollowChat as FollowSchema,
  SendMessage as SendSchema,
  SendQuery as SendQuerySchema,
  StoppedTurns as StoppedSchema,
  StopTurns as StopSchema,
} from '@legator/contracts';
import type { FollowChat, SendMessage, SendQuery, StoppedTurns, StopTurns } from '@legator/contracts';
import { Answers, CurrentActor, invalidAt, Requires } from '@legator/core';
import type { Actor, LegatorRequest } from '@legator/core';
import { CHAT_PERMISSION } from '../streams/access-watch.js';
import { LiveConversations } from '../streams/live.service.js';
import { clientGone } from '../streams/sse.js';
import { Asking } from '../turns/asking.service.js';
import { Stopping } from '../turns/stopping.service.js';
import { ConversationId } from './conversations.controller.js';
import { Conversations } from './conversations.service.js';

/** What is said in a conversation, and what comes of it as it comes. */
@Controller('api/v1/conversations/:id')
@Requires(CHAT_PERMISSION)
export class MessagesController {
  constructor(
    private readonly asking: Asking,
    private readonly live: LiveConversations,
    private readonly stopping: Stopping,
    private readonly conversations: Conversations,
  ) {}

  @Post('messages')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Say something',
    description:
      'Answers with what was said, or with `wait=true` the answer; with `Accept: text/event-stream` the events of the turn.',
  })
  @Answers(ChatMessage, { status: 201 })
  @Answers(ChatEvent, { status: 200, type: 'text/event-stream' })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: ConversationId }) id: string,
    @Query({ schema: SendQuerySchema }) { wait }: SendQuery,
    @Body({ schema: SendSchema }) input: SendMessage,
    @Req() request: LegatorRequest,
    @Res() response: Response,
  ): Promise<void> {
    const asked = await this.asking.ask(id, input);
    if (wantsEvents(request)) {
      await this.live.sendTurn(listenerOf(actor, request), response, id, asked);
    } else if (wait === 'true') {
      response.json(await this.live.answerTo(actor, id, asked, clientGone(response)));
    } else response.json(asked.message);
  }

  @Get('events')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this event.' })
  @Answers(ChatEvent, { type: 'text/event-stream' })
  async follow(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: ConversationId }) id: string,
    @Query({ schema: FollowSchema }) query: FollowChat,
    @Req() request: LegatorRequest,
    @Res() response: Response,
  ): Promise<void> {
    const after = lastSeen(request) ?? query.after;
    const newest = await this.conversations.lastSeq(id);
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    await this.live.send(listenerOf(actor, request), response, id, after ?? newest);
  }

  @Post('stop')
  @HttpCode(200)
  @Answers(StoppedSchema)
  async stop(
    @Param('id', { schema: ConversationId }) id: string,
    @Body({ schema: StopSchema }) { turn_id: turnId }: StopTurns,
  ): Promise<StoppedTurns> {
    return { stopping: await this.stopping.stop(id, { turnId }) };
  }
}

/** Whether the client asks for events rather than for a document. */
export function wantsEvents(request: LegatorRequest): boolean {
  return (request.headers.accept ?? '').toLowerCase().includes('text/event-stream');
}

export function listenerOf(actor: Actor, request: LegatorRequest) {
  return { actor, credentials: { headers: request.headers, address: request.ip ?? '' } };
}

function lastSeen(request: LegatorRequest): number | undefined {
  const header = request.headers['last-event-id'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalidAt('Last-Event-ID', 'must be the number of an event');
}
