import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  PolicyDiff,
  PolicyId,
  PolicyInput,
  PolicyList,
  PolicyUpdate,
  PolicyVersions,
  PolicyView,
} from '@legator/contracts';
import { Answers, AnswersNothing, Requires } from '@legator/core';
import { z } from 'zod';
import { Templates } from './templates.service.js';

const Version = z.coerce.number().int().min(1).max(1_000_000);

/** Templates (core contract, section 3.6), with the versions that upstream does not have. */
@ApiTags('Policies')
@Controller('api/v1/policies')
@Requires('fleet:read')
export class PoliciesController {
  constructor(private readonly templates: Templates) {}

  @Get()
  @Answers(PolicyList)
  list(): Promise<PolicyView[]> {
    return this.templates.list();
  }

  @Post()
  @HttpCode(201)
  @Requires('fleet:write')
  @Answers(PolicyView, { status: 201 })
  create(@Body({ schema: PolicyInput }) input: PolicyInput): Promise<PolicyView> {
    return this.templates.create(input);
  }

  @Get(':id')
  @Answers(PolicyView)
  get(@Param('id', { schema: PolicyId }) id: string): Promise<PolicyView> {
    return this.templates.get(id);
  }

  /** The whole template anew, as its next version; refused when that was not written from the newest. What was applied stays as it is until it is applied again. */
  @Put(':id')
  @Requires('fleet:write')
  @Answers(PolicyView)
  update(
    @Param('id', { schema: PolicyId }) id: string,
    @Body({ schema: PolicyUpdate }) { based_on: basedOn, ...input }: PolicyUpdate,
  ): Promise<PolicyView> {
    return this.templates.update(id, input, basedOn);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('fleet:write')
  @AnswersNothing()
  remove(@Param('id', { schema: PolicyId }) id: string): Promise<void> {
    return this.templates.remove(id);
  }

  @Get(':id/versions')
  @Answers(PolicyVersions)
  async versions(@Param('id', { schema: PolicyId }) id: string): Promise<z.infer<typeof PolicyVersions>> {
    return { policy_id: id, versions: await this.templates.versions(id) };
  }

  @Get(':id/versions/:from/diff/:to')
  @Answers(PolicyDiff)
  diff(
    @Param('id', { schema: PolicyId }) id: string,
    @Param('from', { schema: Version }) from: number,
    @Param('to', { schema: Version }) to: number,
  ): Promise<PolicyDiff> {
    return this.templates.diff(id, from, to);
  }
}
