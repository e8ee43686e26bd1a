import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { BuildView, ReadinessView } from '@legator/contracts';
import { z } from 'zod';
import { Answers } from '../http/answers.js';
import { Public } from '../http/decorators.js';
import { BUILD_INFO } from './build-info.js';
import type { BuildInfo } from './build-info.js';
import { Readiness } from './readiness.js';

/** For load balancers and people: is it alive, may it get work, what is it. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(BUILD_INFO) private readonly build: BuildInfo,
  ) {}

  /** Alive, and nothing more: restarting a replica does not bring a database back. */
  @Get('healthz')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Answers(z.literal('ok'), { type: 'text/plain' })
  alive(): string {
    return 'ok';
  }

  /** 503 while a part is missing, and which. */
  @Get('readyz')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Answers(ReadinessView)
  @Answers(ReadinessView, { status: 503, description: 'A part is missing.' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessView> {
    const view = await this.readiness.look();
    response.status(view.ready ? 200 : 503);
    return view;
  }

  @Get('version')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Answers(BuildView)
  version(): BuildView {
    return this.build;
  }
}
