import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
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
import { Clock, CurrentActor, Requires, sendStream } from '@legator/core';
import type { Actor } from '@legator/core';
import { FleetQueries } from './fleet-queries.service.js';
import { Sparklines } from './sparklines.service.js';

/** The fleet as lines: what needs somebody first, filtered by words and tokens. */
@ApiTags('Fleet')
@Controller('api/v1/fleet')
@Requires('fleet:read')
export class FleetRowsController {
  constructor(
    private readonly queries: FleetQueries,
    private readonly sparklines: Sparklines,
    private readonly clock: Clock,
  ) {}

  @Get('rows')
  @ApiResponse({ status: 200, standardSchema: FleetRowPage })
  rows(@Query({ schema: ListFleetRows }) query: ListFleetRows): Promise<FleetRowPage> {
    return this.queries.page(query);
  }

  @Get('rows.csv')
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, schema: { type: 'string' } })
  csv(
    @CurrentActor() actor: Actor,
    @Query({ schema: ExportFleetRows }) query: ExportFleetRows,
    @Res() response: Response,
  ): Promise<void> {
    const day = this.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
    const attachment = { type: 'text/csv; charset=utf-8', name: `legator-fleet-${day}.csv` };
    return sendStream(response, attachment, this.queries.csv(actor.tenantId, query));
  }

  @Get('sparklines')
  @ApiResponse({ status: 200, standardSchema: FleetSparklines })
  lines(@Query({ schema: FleetSparklinesQuery }) query: FleetSparklinesQuery): Promise<FleetSparklines> {
    return this.sparklines.read(query);
  }

  @Get('filter-values')
  @ApiResponse({ status: 200, standardSchema: FilterValues })
  values(@Query({ schema: FilterValuesQuery }) query: FilterValuesQuery): Promise<FilterValues> {
    return this.queries.values(query);
  }
}
