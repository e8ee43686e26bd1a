import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { PauseRollout, ResumeRollout, RolloutView, StopRollout } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { RolloutControl } from './rollout-control.service.js';

/** Commands that go over many hosts in waves: how far they are, and how to hold them. */
@Controller('api/v1/rollouts')
export class RolloutsController {
  constructor(private readonly rollouts: RolloutControl) {}

  @Get(':id')
  @Requires('command:exec')
  @Answers(RolloutView)
  get(@Param('id', ParseUUIDPipe) id: string): Promise<RolloutView> {
    return this.rollouts.get(id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(RolloutView)
  pause(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: PauseRollout }) { reason }: PauseRollout,
  ): Promise<RolloutView> {
    return this.rollouts.pause(id, reason);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(RolloutView)
  resume(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: ResumeRollout }) { ignore_health }: ResumeRollout,
  ): Promise<RolloutView> {
    return this.rollouts.resume(id, { ignoreHealth: ignore_health });
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(RolloutView)
  stop(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: StopRollout }) { reason }: StopRollout,
  ): Promise<RolloutView> {
    return this.rollouts.stop(id, reason);
  }
}
