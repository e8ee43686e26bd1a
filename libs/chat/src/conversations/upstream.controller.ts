import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  ChatCleared as ClearedSchema,
  ChatEvent,
  ChatHistory as HistorySchema,
  ChatMessage,
  ListChat as ListSchema,
  SendChat as SendSchema,
} from '@legator/contracts';
import type { ChatCleared, ChatHistory, ListChat, SendChat } from '@legator/contracts';
import { Answers, CurrentActor, Requires } from '@legator/core';
import type { Actor, LegatorRequest } from '@legator/core';
import { CHAT_PERMISSION } from '../streams/access-watch.js';
import { LiveConversations } from '../streams/live.service.js';
import { clientGone } from '../streams/sse.js';
import { Asking } from '../turns/asking.service.js';
import { Stopping } from '../turns/stopping.service.js';
import { Conversations } from './conversations.service.js';
import type { About } from './conversations.service.js';
import { listenerOf, wantsEvents } from './messages.controller.js';

const FLEET: About = { scope: 'fleet', probeId: null };
const ProbeId = z.string().min(1).max(64);

/** Upstream's routes: they speak to the newest conversation that the caller began about the fleet or a probe. */
@Controller('api/v1')
@Requires(CHAT_PERMISSION)
export class UpstreamChatController {
  constructor(
    private readonly conversations: Conversations,
    private readonly asking: Asking,
    private readonly live: LiveConversations,
    private readonly stopping: Stopping,
  ) {}

  @Get('fleet/chat')
  @Answers(HistorySchema)
  fleetHistory(@Query({ schema: ListSchema }) query: ListChat, @Res() response: Response): Promise<void> {
    return this.history(FLEET, query, response);
  }

  @Post('fleet/chat')
  @HttpCode(201)
  @Answers(ChatMessage, { status: 201, description: 'The answer.' })
  @Answers(ChatEvent, { status: 200, type: 'text/event-stream' })
  askFleet(
    @CurrentActor() actor: Actor,
    @Body({ schema: SendSchema }) input: SendChat,
    @Req() request: LegatorRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.ask(FLEET, actor, input, request, response);
  }

  @Get('probes/:id/chat')
  @Answers(HistorySchema)
  probeHistory(
    @Param('id', { schema: ProbeId }) id: string,
    @Query({ schema: ListSchema }) query: ListChat,
    @Res() response: Response,
  ): Promise<void> {
    return this.history(aboutOf(id), query, response);
  }

  @Post('probes/:id/chat')
  @HttpCode(201)
  @Answers(ChatMessage, { status: 201, description: 'The answer.' })
  @Answers(ChatEvent, { status: 200, type: 'text/event-stream' })
  askProbe(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: ProbeId }) id: string,
    @Body({ schema: SendSchema }) input: SendChat,
    @Req() request: LegatorRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.ask(aboutOf(id), actor, input, request, response);
  }

  @Delete('probes/:id/chat')
  @Answers(ClearedSchema)
  async clear(@Param('id', { schema: ProbeId }) id: string): Promise<ChatCleared> {
    const newest = await this.conversations.newestOfCaller(aboutOf(id));
    if (newest) {
      await this.stopping.stop(newest.id, { all: true });
      await this.conversations.clear(newest, aboutOf(id));
    }
    return { ok: true };
  }

  /** Sent by hand: an answer of `null` would be one without a body. */
  private async history(about: About, { limit }: ListChat, response: Response): Promise<void> {
    const newest = await this.conversations.newestOfCaller(about);
    const history: ChatHistory = newest
      ? (await this.conversations.messages(newest.id, { limit })).messages
      : null;
    response.json(history);
  }

  private async ask(
    about: About,
    actor: Actor,
    input: SendChat,
    request: LegatorRequest,
    response: Response,
  ): Promise<void> {
    const id = await this.conversations.ofCaller(about);
    const asked = await this.asking.ask(id, { content: input.content });
    if (wantsEvents(request)) await this.live.sendTurn(listenerOf(actor, request), response, id, asked);
    else response.json(await this.live.answerTo(actor, id, asked, clientGone(response)));
  }
}

/** Upstream calls the conversation with the fleet that of a probe `fleet`. */
function aboutOf(id: string): About {
  return id === 'fleet' ? FLEET : { scope: 'probe', probeId: id };
}
