import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CleanUp,
  CleanedUp,
  FleetInventoryView,
  FleetSummary,
  FleetTags,
  ListInventory,
  ProbeView,
  Tag,
} from '@legator/contracts';
import { z } from 'zod';
import { Answers, Requires, invalidAt, parseDuration } from '@legator/core';
import { FleetInventory } from '../inventory/fleet-inventory.js';
import { SummaryContributors } from '../summary-contributors.js';
import { toView } from './probe-view.js';
import { ProbesService } from './probes.service.js';

@Controller('api/v1/fleet')
export class FleetController {
  constructor(
    private readonly probes: ProbesService,
    private readonly inventories: FleetInventory,
    private readonly contributors: SummaryContributors,
  ) {}

  /** Counts by status. `pending_approvals` and other parts come from the rooms that own them. */
  @Get('summary')
  @Requires('fleet:read')
  @Answers(FleetSummary)
  async summary(): Promise<FleetSummary> {
    const { counts, total, connected, parts } = await this.probes.summary(this.contributors);
    return { counts, total, connected, pending_approvals: 0, ...parts };
  }

  @Get('inventory')
  @Requires('fleet:read')
  @Answers(FleetInventoryView)
  inventory(@Query({ schema: ListInventory }) query: ListInventory): Promise<FleetInventoryView> {
    return this.inventories.read(query);
  }

  @Get('tags')
  @Requires('fleet:read')
  @Answers(FleetTags)
  async tags(): Promise<FleetTags> {
    return { tags: await this.probes.tags() };
  }

  @Get('by-tag/:tag')
  @Requires('fleet:read')
  @Answers(z.array(ProbeView))
  async byTag(@Param('tag', { schema: Tag }) tag: string): Promise<ProbeView[]> {
    return (await this.probes.byTag(tag)).map(toView);
  }

  /** Upstream reads a duration it does not understand as one hour; as this deletes, we refuse it. */
  @Post('cleanup')
  @HttpCode(200)
  @Requires('fleet:write')
  @Answers(CleanedUp)
  async cleanUp(@Query({ schema: CleanUp }) query: { older_than?: string }): Promise<CleanedUp> {
    const olderThan = parseDuration(query.older_than || '1h');
    if (!olderThan) throw invalidAt('older_than', 'must be a duration such as 30m, 24h or 7d');
    const removed = await this.probes.cleanUp(olderThan);
    return { removed, count: removed.length };
  }
}
