import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AssignedSite,
  AssignSite,
  RemovedProbes,
  RemoveProbes,
  TaggedProbes,
  TagProbes,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { ProbesService } from '../probes/probes.service.js';
import { SiteAssignments } from '../sites/site-assignments.service.js';
import { BulkTags } from './bulk-tags.service.js';

/** Changes to many probes at once, each together or not at all. None of them touches a machine. */
@ApiTags('Fleet')
@Controller('api/v1/fleet')
@Requires('fleet:write')
export class FleetBulkController {
  constructor(
    private readonly tags: BulkTags,
    private readonly probes: ProbesService,
    private readonly sites: SiteAssignments,
  ) {}

  @Post('tags')
  @HttpCode(200)
  @Answers(TaggedProbes)
  tag(@Body({ schema: TagProbes }) input: TagProbes): Promise<TaggedProbes> {
    return this.tags.change(input);
  }

  @Post('sites')
  @HttpCode(200)
  @Answers(AssignedSite)
  assign(@Body({ schema: AssignSite }) input: AssignSite): Promise<AssignedSite> {
    return this.sites.assign(input);
  }

  @Post('removals')
  @HttpCode(200)
  @Answers(RemovedProbes)
  remove(@Body({ schema: RemoveProbes }) { probes }: RemoveProbes): Promise<RemovedProbes> {
    return this.probes.deleteAll(probes);
  }
}
