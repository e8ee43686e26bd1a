import { Controller, Get, Query } from '@nestjs/common';
import { ModelUsage, ModelUsageSeries, UsageSeriesQuery, UsageWindow } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { z } from 'zod';
import { UsageReport } from './usage-report.service.js';

@Controller('api/v1/model-usage')
export class ModelUsageController {
  constructor(private readonly report: UsageReport) {}

  @Get()
  @Requires('settings:manage')
  @Answers(ModelUsage)
  usage(@Query({ schema: UsageWindow }) { window }: z.infer<typeof UsageWindow>): Promise<ModelUsage> {
    return this.report.usage(window);
  }

  /** For charts. */
  @Get('series')
  @Requires('settings:manage')
  @Answers(ModelUsageSeries)
  series(@Query({ schema: UsageSeriesQuery }) query: UsageSeriesQuery): Promise<ModelUsageSeries> {
    return this.report.series(query);
  }
}
