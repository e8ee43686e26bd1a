import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { SetTenantLimits, TenantLimitsView } from '@legator/contracts';
import { Answers, CurrentActor, Requires } from '@legator/core';
import type { Actor } from '@legator/core';
import { LimitsService } from './limits.service.js';

const TenantId = z.string().min(1).max(63);

@Controller('api/v1/tenants/:id/limits')
@Requires('tenant:manage')
export class LimitsController {
  constructor(private readonly limits: LimitsService) {}

  /** How much the tenant may have, and what it has. */
  @Get()
  @Answers(TenantLimitsView)
  show(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: TenantId }) id: string,
  ): Promise<TenantLimitsView> {
    return this.limits.show(actor, id);
  }

  /** For who runs the installation: what is left out stays, `null` takes a limit away. */
  @Put()
  @Answers(TenantLimitsView)
  set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: TenantId }) id: string,
    @Body({ schema: SetTenantLimits }) wanted: SetTenantLimits,
  ): Promise<TenantLimitsView> {
    return this.limits.set(actor, id, wanted);
  }
}
