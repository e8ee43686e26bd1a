import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProbeId, Timeline, TimelineQuery } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { Timelines } from './timeline.service.js';

/** What happened to one probe. */
@ApiTags('views')
@Controller('api/v1/probes')
export class TimelineController {
  constructor(private readonly timelines: Timelines) {}

  /** Directives only with `directive:read`, the trail only with `audit:read`; without them the rest. */
  @Get(':id/timeline')
  @Requires('fleet:read')
  @Answers(Timeline)
  ofProbe(
    @Param('id', { schema: ProbeId }) id: string,
    @Query({ schema: TimelineQuery }) query: TimelineQuery,
  ): Promise<Timeline> {
    return this.timelines.page(id, query);
  }
}
