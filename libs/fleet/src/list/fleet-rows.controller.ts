import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  ExportFleetRows,
  FilterValues,
  FilterValuesQuery,
  FleetRowPage,
  FleetSparklines,
  FleetSparklinesQuery,
  ListFleetRows,
} from '@legator/contracts';
import { Answers, Clock, CurrentActor, Requires, sendStream } from '@legator/core';
import type { Actor } from '@legator/core';
import { z } from 'zod';
import { FleetQueries } from './fleet-queries.service.js';
import { Sparklines } from './sparklines.service.js';

/** The fleet as lines: what needs somebody first, filtered by words and tokens. */
@ApiTags('Fleet')
@Controller('api/v1/fleet')
@Requires('fleet:read')
export class FleetRowsController {
  constructor(
    private readonly queries: FleetQueries,
    private readonly lines: Sparklines,
    private readonly clock: Clock,
  ) {}

  @Get('rows')
  @Answers(FleetRowPage)
  list(@Query({ schema: ListFleetRows }) query: ListFleetRows): Promise<FleetRowPage> {
    return this.queries.page(query);
  }

  @Get('rows.csv')
  @Answers(z.string(), { type: 'text/csv', description: 'One line for each probe that matches.' })
  exportCsv(
    @CurrentActor() actor: Actor,
    @Query({ schema: ExportFleetRows }) query: ExportFleetRows,
    @Res() response: Response,
  ): Promise<void> {
    const day = this.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
    const attachment = { type: 'text/csv; charset=utf-8', name: `legator-fleet-${day}.csv` };
    return sendStream(response, attachment, this.queries.csv(actor.tenantId, query));
  }

  @Get('sparklines')
  @Answers(FleetSparklines)
  sparklines(@Query({ schema: FleetSparklinesQuery }) query: FleetSparklinesQuery): Promise<FleetSparklines> {
    return this.lines.read(query);
  }

  @Get('filter-values')
  @Answers(FilterValues)
  filterValues(@Query({ schema: FilterValuesQuery }) query: FilterValuesQuery): Promise<FilterValues> {
    return this.queries.values(query);
  }
}
