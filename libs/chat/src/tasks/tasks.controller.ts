import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { RunTask as RunTaskSchema, TaskResult } from '@legator/contracts';
import type { RunTask } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { clientGone } from '../streams/sse.js';
import { Tasks } from './tasks.service.js';

const ProbeId = z.string().min(1).max(64);

/** Upstream's route for a task on one host. */
@Controller('api/v1')
export class TasksController {
  constructor(private readonly tasks: Tasks) {}

  @Post('probes/:id/task')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(TaskResult)
  async run(
    @Param('id', { schema: ProbeId }) id: string,
    @Body({ schema: RunTaskSchema }) { task }: RunTask,
    @Res() response: Response,
  ): Promise<void> {
    response.json(await this.tasks.run(id, task, clientGone(response)));
  }
}
