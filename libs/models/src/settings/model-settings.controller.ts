import { Body, Controller, Get, Put } from '@nestjs/common';
import { ModelSettingsView, PutDataBoundary, PutModelBudget, PutModelRouting } from '@legator/contracts';
import { Answers, CurrentActor, Requires } from '@legator/core';
import type { Actor } from '@legator/core';
import { ModelSettingsService } from './model-settings.service.js';

@Controller('api/v1/model-settings')
export class ModelSettingsController {
  constructor(private readonly settings: ModelSettingsService) {}

  @Get()
  @Requires('settings:manage')
  @Answers(ModelSettingsView)
  get(): Promise<ModelSettingsView> {
    return this.settings.get();
  }

  /** What models outside of the house may see. */
  @Put('boundary')
  @Requires('data_boundary:manage')
  @Answers(ModelSettingsView)
  boundary(
    @CurrentActor() actor: Actor,
    @Body({ schema: PutDataBoundary }) { boundary }: PutDataBoundary,
  ): Promise<ModelSettingsView> {
    return this.settings.setBoundary(actor, boundary);
  }

  @Put('routing')
  @Requires('settings:manage')
  @Answers(ModelSettingsView)
  routing(
    @CurrentActor() actor: Actor,
    @Body({ schema: PutModelRouting }) { routing }: PutModelRouting,
  ): Promise<ModelSettingsView> {
    return this.settings.setRouting(actor, routing);
  }

  @Put('budget')
  @Requires('settings:manage')
  @Answers(ModelSettingsView)
  budget(
    @CurrentActor() actor: Actor,
    @Body({ schema: PutModelBudget }) budget: PutModelBudget,
  ): Promise<ModelSettingsView> {
    return this.settings.setBudget(actor, budget);
  }
}
