import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  CancelCommand,
  CommandEvent,
  CommandReplay,
  CommandView,
  PendingCommands,
  ReplayQuery,
} from '@legator/contracts';
import { Answers, Clock, CurrentActor, Requires } from '@legator/core';
import type { Actor } from '@legator/core';
import { commandView, pendingView } from './answers.js';
import { CommandChanges } from './captured/command-changes.service.js';
import { CommandsService } from './commands.service.js';
import type { FoundCommand } from './commands.service.js';
import { EventStream } from './event-stream.service.js';
import { replayMeta, startOf } from './replay.js';
import { clientGone, SseResponse } from './sse.js';

const MAX_PENDING = 1_000;

/** Commands that were asked for: how they stand, what they printed, and how to stop them (core contract, 2.3). */
@Controller('api/v1/commands')
export class CommandsController {
  constructor(
    private readonly commands: CommandsService,
    private readonly changes: CommandChanges,
    private readonly stream: EventStream,
    private readonly clock: Clock,
  ) {}

  @Get('pending')
  @Requires('command:exec')
  @Answers(PendingCommands)
  async pending() {
    const { dispatches, total } = await this.commands.pending(MAX_PENDING);
    const now = this.clock.now();
    return { pending: dispatches.map((one) => pendingView(one, now)), in_flight: total };
  }

  @Get(':requestId')
  @Requires('command:exec')
  @Answers(CommandView)
  async get(@Param('requestId') requestId: string): Promise<CommandView> {
    return this.view(requestId, await this.commands.find(requestId));
  }

  /** The answer says how it stands now; a command that runs ends when its probe has stopped it. */
  @Post(':requestId/cancel')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(CommandView)
  async cancel(
    @Param('requestId') requestId: string,
    @Body({ schema: CancelCommand }) { reason }: CancelCommand,
  ): Promise<CommandView> {
    return this.view(requestId, await this.commands.cancel(requestId, reason));
  }

  @Get(':requestId/replay')
  @Requires('command:exec')
  @Answers(CommandReplay)
  async replay(
    @CurrentActor() { tenantId }: Actor,
    @Param('requestId') requestId: string,
    @Query({ schema: ReplayQuery }) query: ReplayQuery,
  ) {
    const after = startOf(requestId, query);
    const page = await this.stream.page({ tenantId, requestId }, { after, ...rangeOf(query) });
    const { request_id, ...meta } = replayMeta(requestId, after, page);
    return { request_id, replay: { events: page?.events ?? [], ...meta } };
  }

  /** Server-sent events: what there is, then what comes, until the command has ended. */
  @Get(':requestId/stream')
  @Requires('command:exec')
  @Answers(CommandEvent, { type: 'text/event-stream' })
  async follow(
    @CurrentActor() { tenantId }: Actor,
    @Param('requestId') requestId: string,
    @Query({ schema: ReplayQuery }) query: ReplayQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const key = { tenantId, requestId };
    const after = startOf(requestId, query, lastEventId);
    const stored = await this.stream.page(key, { after, ...rangeOf(query) });
    const gone = clientGone(response);
    const sse = new SseResponse(response);
    try {
      await sse.send('replay.meta', replayMeta(requestId, after, stored));
      if (!stored) return;
      for (const event of stored.events) await sse.sendEvent(event);
      const last = stored.events.at(-1);
      if (last?.final && last.seq === stored.latest) return;
      for await (const event of this.stream.follow(key, last?.seq ?? after, gone)) await sse.sendEvent(event);
    } finally {
      sse.end();
    }
  }

  private async view(requestId: string, found: FoundCommand): Promise<CommandView> {
    const changes = await this.changes.of(found);
    return commandView(requestId, found.directive, found.dispatch, changes?.view ?? null);
  }
}

function rangeOf({ since, limit }: ReplayQuery) {
  return { since: since === undefined ? undefined : new Date(since), limit };
}
