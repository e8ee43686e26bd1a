import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  PolicyId,
  PolicyReplay,
  ReplayPolicy,
  SimulateCommand,
  SimulatedCommand,
  SimulatedPolicy,
  SimulatePolicy,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import type { z } from 'zod';
import { Replay } from './replay.service.js';
import { Simulation } from './simulation.service.js';

/** What would be decided. Nothing is stored and nothing leaves. */
@ApiTags('Policies')
@Controller('api/v1')
export class SimulationController {
  constructor(
    private readonly simulation: Simulation,
    private readonly replays: Replay,
  ) {}

  /** Core contract, section 2.5. */
  @Post('probes/:id/command/simulate')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(SimulatedCommand)
  async atProbe(
    @Param('id') id: string,
    @Body({ schema: SimulateCommand }) body: SimulateCommand,
  ): Promise<z.infer<typeof SimulatedCommand>> {
    const { policy_id: _policy, ...command } = body;
    return { probe_id: id, command, decision: await this.simulation.atProbe(id, body) };
  }

  @Post('policy/simulate')
  @HttpCode(200)
  @Requires('fleet:read', 'command:exec')
  @Answers(SimulatedPolicy)
  async simulate(
    @Body({ schema: SimulatePolicy }) body: SimulatePolicy,
  ): Promise<z.infer<typeof SimulatedPolicy>> {
    return { probe_id: body.probe_id ?? null, decision: await this.simulation.decide(body) };
  }

  @Post('policies/:id/replay')
  @HttpCode(200)
  @Requires('fleet:read', 'directive:read')
  @Answers(PolicyReplay)
  replay(
    @Param('id', { schema: PolicyId }) id: string,
    @Body({ schema: ReplayPolicy }) body: ReplayPolicy,
  ): Promise<PolicyReplay> {
    return this.replays.replay(id, body);
  }
}
