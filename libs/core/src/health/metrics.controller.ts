import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/decorators.js';
import { MetricsRegistry } from './metrics-registry.js';

/** Numbers for Prometheus. */
@ApiTags('health')
@Controller('api/v1/metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsRegistry) {}

  @Get()
  @Requires('fleet:read')
  @Answers(z.string(), { type: 'text/plain', description: 'Text format 0.0.4 of Prometheus.' })
  async scrape(@Res() response: Response): Promise<void> {
    const text = await this.metrics.scrape();
    response.setHeader('Content-Type', this.metrics.contentType);
    response.setHeader('Cache-Control', 'no-store');
    response.end(text);
  }
}
