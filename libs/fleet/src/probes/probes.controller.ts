import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ListProbes, ProbeId, SetTags, VitalsQuery } from '@legator/contracts';
import type { Health, Inventory, ProbeView, VitalsHistory } from '@legator/contracts';
import { Requires } from '@legator/core';
import { UNKNOWN } from '../health.js';
import { VitalsService } from '../vitals/vitals.service.js';
import { toView } from './probe-view.js';
import { ProbesService } from './probes.service.js';

interface ProbePageView {
  probes: ProbeView[];
  next_cursor: string | null;
  total: number;
}

@Controller('api/v1/probes')
export class ProbesController {
  constructor(
    private readonly probes: ProbesService,
    private readonly vitals: VitalsService,
  ) {}

  /** Upstream's bare array; a page when `limit` or `cursor` asks for one. */
  @Get()
  @Requires('fleet:read')
  async list(@Query({ schema: ListProbes }) query: ListProbes): Promise<ProbeView[] | ProbePageView> {
    if (query.limit === undefined && query.cursor === undefined)
      return (await this.probes.list(query)).map(toView);
    const { probes, nextCursor, total } = await this.probes.page(query);
    return { probes: probes.map(toView), next_cursor: nextCursor, total };
  }

  @Get(':id')
  @Requires('fleet:read')
  async get(
    @Param('id', { schema: ProbeId }) id: string,
  ): Promise<ProbeView & { inventory: Inventory | undefined }> {
    const { probe, inventory } = await this.probes.getWithInventory(id);
    return { ...toView(probe), inventory };
  }

  @Get(':id/health')
  @Requires('fleet:read')
  async health(@Param('id', { schema: ProbeId }) id: string): Promise<Health> {
    return (await this.probes.get(id)).health ?? UNKNOWN;
  }

  @Get(':id/vitals')
  @Requires('fleet:read')
  history(
    @Param('id', { schema: ProbeId }) id: string,
    @Query({ schema: VitalsQuery }) query: VitalsQuery,
  ): Promise<VitalsHistory> {
    return this.vitals.history(id, query);
  }

  @Put(':id/tags')
  @Requires('fleet:write')
  async setTags(
    @Param('id', { schema: ProbeId }) id: string,
    @Body({ schema: SetTags }) { tags }: SetTags,
  ): Promise<{ probe_id: string; tags: readonly string[] }> {
    return { probe_id: id, tags: await this.probes.setTags(id, tags) };
  }

  @Delete(':id')
  @Requires('fleet:write')
  async delete(@Param('id', { schema: ProbeId }) id: string): Promise<{ deleted: string }> {
    await this.probes.delete(id);
    return { deleted: id };
  }
}
