import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import {
  DeletedProbe,
  Health,
  ListProbes,
  ProbeDetail,
  ProbeId,
  ProbeList,
  ProbeSite,
  ProbeTags,
  SetSite,
  SetTags,
  VitalsHistory,
  VitalsQuery,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { UNKNOWN } from '../health.js';
import { SiteAssignments } from '../sites/site-assignments.service.js';
import { VitalsService } from '../vitals/vitals.service.js';
import { toView } from './probe-view.js';
import { ProbesService } from './probes.service.js';

@Controller('api/v1/probes')
export class ProbesController {
  constructor(
    private readonly probes: ProbesService,
    private readonly vitals: VitalsService,
    private readonly sites: SiteAssignments,
  ) {}

  /** Upstream's bare array; a page when `limit` or `cursor` asks for one. */
  @Get()
  @Requires('fleet:read')
  @Answers(ProbeList)
  async list(@Query({ schema: ListProbes }) query: ListProbes): Promise<ProbeList> {
    if (query.limit === undefined && query.cursor === undefined)
      return (await this.probes.list(query)).map(toView);
    const { probes, nextCursor, total } = await this.probes.page(query);
    return { probes: probes.map(toView), next_cursor: nextCursor, total };
  }

  @Get(':id')
  @Requires('fleet:read')
  @Answers(ProbeDetail)
  async get(@Param('id', { schema: ProbeId }) id: string): Promise<ProbeDetail> {
    const { probe, inventory } = await this.probes.getWithInventory(id);
    return { ...toView(probe), inventory };
  }

  @Get(':id/health')
  @Requires('fleet:read')
  @Answers(Health)
  async health(@Param('id', { schema: ProbeId }) id: string): Promise<Health> {
    return (await this.probes.get(id)).health ?? UNKNOWN;
  }

  @Get(':id/vitals')
  @Requires('fleet:read')
  @Answers(VitalsHistory)
  history(
    @Param('id', { schema: ProbeId }) id: string,
    @Query({ schema: VitalsQuery }) query: VitalsQuery,
  ): Promise<VitalsHistory> {
    return this.vitals.history(id, query);
  }

  @Put(':id/tags')
  @Requires('fleet:write')
  @Answers(ProbeTags)
  async setTags(
    @Param('id', { schema: ProbeId }) id: string,
    @Body({ schema: SetTags }) { tags }: SetTags,
  ): Promise<ProbeTags> {
    return { probe_id: id, tags: [...(await this.probes.setTags(id, tags))] };
  }

  @Put(':id/site')
  @Requires('fleet:write')
  @Answers(ProbeSite)
  async setSite(
    @Param('id', { schema: ProbeId }) id: string,
    @Body({ schema: SetSite }) { site }: SetSite,
  ): Promise<ProbeSite> {
    await this.sites.assignOne(id, site);
    return { probe_id: id, site };
  }

  @Delete(':id')
  @Requires('fleet:write')
  @Answers(DeletedProbe)
  async delete(@Param('id', { schema: ProbeId }) id: string): Promise<DeletedProbe> {
    await this.probes.delete(id);
    return { deleted: id };
  }
}
