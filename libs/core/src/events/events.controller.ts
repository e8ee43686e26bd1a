import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventsQuery, LiveEvent } from '@legator/contracts';
import type { Response } from 'express';
import { Answers } from '../http/answers.js';
import type { Actor } from '../context/actor.js';
import type { LegatorRequest } from '../http/request-scope.js';
import { CurrentActor, Requires } from '../http/decorators.js';
import { TypeFilter } from '../signals/type-filter.js';
import { signalType } from './event-name.js';
import { EventSource } from './event-source.js';
import { EventStream } from './event-stream.js';
import { EventStreams } from './event-streams.js';
import { SseOutlet } from './sse-outlet.js';

/** The live feed: a tail of this tenant's signals as server-sent events, resumable by number. */
@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly source: EventSource,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Requires('fleet:read')
  @ApiOperation({ summary: 'Follow what happens, as server-sent events' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resume after this event.' })
  @Answers(LiveEvent, { type: 'text/event-stream' })
  async follow(
    @CurrentActor() actor: Actor,
    @Query({ schema: EventsQuery }) query: EventsQuery,
    @Req() request: LegatorRequest,
    @Res() response: Response,
  ): Promise<void> {
    const header = request.headers['last-event-id'];
    const cursor = await this.source.begin(typeof header === 'string' ? header : query.last_event_id);
    if (response.destroyed) return;
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    const filter = new TypeFilter(query.types?.map(signalType));
    const stream = new EventStream(this.source, actor, new SseOutlet(response));
    const credentials = { headers: request.headers, address: request.ip ?? '' };
    response.on('close', this.streams.add({ stream, actor, credentials }));
    stream.start(cursor, filter);
  }
}
