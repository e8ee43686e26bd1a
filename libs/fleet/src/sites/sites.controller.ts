import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeSite,
  CreateSite,
  RemovedSite,
  RemoveSite,
  SiteId,
  SiteList,
  SiteSummary,
  SiteView,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { Sites } from './sites.service.js';

/** Sites of the tenant. All who may read the fleet see them. */
@ApiTags('Sites')
@Controller('api/v1/sites')
@Requires('fleet:read')
export class SitesController {
  constructor(private readonly sites: Sites) {}

  @Get()
  @Answers(SiteList)
  list(): Promise<SiteList> {
    return this.sites.list();
  }

  @Post()
  @Requires('site:manage')
  @Answers(SiteView)
  create(@Body({ schema: CreateSite }) input: CreateSite): Promise<SiteView> {
    return this.sites.create(input);
  }

  @Get(':id')
  @Answers(SiteView)
  get(@Param('id', { schema: SiteId }) id: string): Promise<SiteView> {
    return this.sites.get(id);
  }

  @Patch(':id')
  @Requires('site:manage')
  @Answers(SiteView)
  change(
    @Param('id', { schema: SiteId }) id: string,
    @Body({ schema: ChangeSite }) input: ChangeSite,
  ): Promise<SiteView> {
    return this.sites.change(id, input);
  }

  /** A site that is in use stays, and the answer says by what. */
  @Delete(':id')
  @Requires('site:manage')
  @Answers(RemovedSite)
  async remove(
    @Param('id', { schema: SiteId }) id: string,
    @Query({ schema: RemoveSite }) { take_out_probes }: RemoveSite,
  ): Promise<RemovedSite> {
    return { removed: id, probes: await this.sites.remove(id, take_out_probes === 'true') };
  }

  /** How its probes are, those that need somebody first. */
  @Get(':id/summary')
  @Answers(SiteSummary)
  summary(@Param('id', { schema: SiteId }) id: string): Promise<SiteSummary> {
    return this.sites.summary(id);
  }
}
