import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { FreezeExecution, FreezeList, FrozenExecution, LiftFreeze, ListFreezes } from '@legator/contracts';
import { Answers, AnswersNothing, Requires } from '@legator/core';
import { Freezes } from './freezes.service.js';

@Controller('api/v1/execution/freeze')
export class FreezeController {
  constructor(private readonly freezes: Freezes) {}

  @Get()
  @Requires('directive:read')
  @Answers(FreezeList)
  async list() {
    return { freezes: await this.freezes.active() };
  }

  /** All there ever were, newest first. */
  @Get('history')
  @Requires('directive:read')
  @Answers(FreezeList)
  async history(@Query({ schema: ListFreezes }) { limit, before }: ListFreezes) {
    return {
      freezes: await this.freezes.history(limit, before === undefined ? undefined : new Date(before)),
    };
  }

  @Post()
  @HttpCode(201)
  @Requires('execution:freeze')
  @Answers(FrozenExecution)
  async freeze(@Body({ schema: FreezeExecution }) body: FreezeExecution) {
    return { freeze: await this.freezes.freeze(body) };
  }

  @Delete()
  @HttpCode(204)
  @Requires('execution:freeze')
  @AnswersNothing()
  async lift(@Body({ schema: LiftFreeze }) { id }: LiftFreeze): Promise<void> {
    await this.freezes.lift(id);
  }
}
