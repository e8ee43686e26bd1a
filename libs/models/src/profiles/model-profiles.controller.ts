import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import {
  ActiveModelProfile,
  ChangeModelProfile,
  CreateModelProfile,
  ModelProfileActivated,
  ModelProfileAnswer,
  ModelProfileDeleted,
  ModelProfiles,
  ModelTest,
  OfferedModels,
} from '@legator/contracts';
import { Answers, CurrentActor, may, Requires } from '@legator/core';
import type { Actor } from '@legator/core';
import { ProfileTests } from '../calls/profile-tests.service.js';
import { Activation } from './activation.service.js';
import { ActiveProfile } from './active-profile.service.js';
import { toProfileView, withoutAddress } from './profile-view.js';
import { ProfilesService } from './profiles.service.js';

const Id = z.string().min(1).max(64);

/** Models that a tenant may ask. The paths and shapes are upstream's; what it does not have is added. */
@Controller('api/v1/model-profiles')
export class ModelProfilesController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly activation: Activation,
    private readonly active: ActiveProfile,
    private readonly tests: ProfileTests,
  ) {}

  @Get()
  @Requires('settings:manage')
  @Answers(ModelProfiles)
  async list(@CurrentActor() actor: Actor): Promise<z.infer<typeof ModelProfiles>> {
    return { profiles: (await this.profiles.list(actor)).map(toProfileView) };
  }

  /** For whoever talks to it; its address is for those who look after it. */
  @Get('active')
  @Requires('fleet:read')
  @Answers(ActiveModelProfile)
  async whoAnswers(@CurrentActor() actor: Actor): Promise<ActiveModelProfile> {
    const { profile, boundary } = await this.active.get(actor);
    const view = toProfileView(profile);
    return { profile: may(actor, 'settings:manage') ? view : withoutAddress(view), boundary };
  }

  @Post()
  @HttpCode(201)
  @Requires('settings:manage')
  @Answers(ModelProfileAnswer)
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateModelProfile }) input: CreateModelProfile,
  ): Promise<z.infer<typeof ModelProfileAnswer>> {
    return { profile: toProfileView(await this.profiles.create(actor, input)) };
  }

  @Put(':id')
  @Requires('settings:manage')
  @Answers(ModelProfileAnswer)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeModelProfile }) input: ChangeModelProfile,
  ): Promise<z.infer<typeof ModelProfileAnswer>> {
    return { profile: toProfileView(await this.profiles.change(actor, id, input)) };
  }

  @Delete(':id')
  @Requires('settings:manage')
  @Answers(ModelProfileDeleted)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
  ): Promise<z.infer<typeof ModelProfileDeleted>> {
    await this.profiles.remove(actor, id);
    return { status: 'deleted', id };
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Requires('settings:manage')
  @Answers(ModelProfileActivated)
  async activate(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
  ): Promise<z.infer<typeof ModelProfileActivated>> {
    return { status: 'activated', profile: toProfileView(await this.activation.activate(actor, id)) };
  }

  /** Asks the model for a word. It counts as usage. */
  @Post(':id/test')
  @HttpCode(200)
  @Requires('settings:manage')
  @Answers(ModelTest)
  test(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<ModelTest> {
    return this.tests.test(actor, id);
  }

  @Get(':id/models')
  @Requires('settings:manage')
  @Answers(OfferedModels)
  models(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<OfferedModels> {
    return this.tests.models(actor, id);
  }
}
