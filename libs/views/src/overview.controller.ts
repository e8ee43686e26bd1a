import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Activity,
  ActivityQuery,
  Capacity,
  DecidedApprovals,
  DecidedQuery,
  Needs,
  OverviewStatus,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { NeedsList } from './needs.service.js';
import { Overview } from './overview.service.js';

/** What the first page of the console shows; each part by itself, so that one that fails spoils no other. */
@ApiTags('views')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(
    private readonly overview: Overview,
    private readonly needs: NeedsList,
  ) {}

  /** Of approvals, failed directives and deliveries only what the caller may read. */
  @Get('needs')
  @Requires('fleet:read')
  @Answers(Needs)
  listNeeds(): Promise<Needs> {
    return this.needs.read();
  }

  @Get('activity')
  @Requires('fleet:read')
  @Answers(Activity)
  activity(@Query({ schema: ActivityQuery }) { hours }: ActivityQuery): Promise<Activity> {
    return this.overview.activity(hours);
  }

  @Get('capacity')
  @Requires('fleet:read')
  @Answers(Capacity)
  capacity(): Promise<Capacity> {
    return this.overview.capacity();
  }

  @Get('decided')
  @Requires('fleet:read', 'approval:read')
  @Answers(DecidedApprovals)
  decided(@Query({ schema: DecidedQuery }) { limit }: DecidedQuery): Promise<DecidedApprovals> {
    return this.overview.decided(limit);
  }

  @Get('status')
  @Requires('fleet:read')
  @Answers(OverviewStatus)
  status(): Promise<OverviewStatus> {
    return this.overview.status();
  }
}
