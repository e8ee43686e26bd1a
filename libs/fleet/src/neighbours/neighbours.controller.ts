import { Controller, Get, Param } from '@nestjs/common';
import { NeighboursView, ProbeId } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { Neighbours } from './neighbours.service.js';

@Controller('api/v1/probes/:id/neighbours')
export class NeighboursController {
  constructor(private readonly neighbours: Neighbours) {}

  /** Whom the host talks to over TCP, by its probe's last word. */
  @Get()
  @Requires('fleet:read')
  @Answers(NeighboursView)
  of(@Param('id', { schema: ProbeId }) id: string): Promise<NeighboursView> {
    return this.neighbours.of(id);
  }
}
