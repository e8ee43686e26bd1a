import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PostedSignal, PostSignal, SignalPage, SignalsQuery, SignalView } from '@legator/contracts';
import type { Response } from 'express';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/decorators.js';
import { SignalDesk } from './signal-desk.service.js';

@ApiTags('signals')
@Controller('api/v1/signals')
export class SignalsController {
  constructor(private readonly desk: SignalDesk) {}

  @Get()
  @Requires('signal:read')
  @Answers(SignalPage)
  list(@Query({ schema: SignalsQuery }) query: SignalsQuery): Promise<SignalPage> {
    return this.desk.list(query);
  }

  @Get(':id')
  @Requires('signal:read')
  @Answers(SignalView)
  find(@Param('id', ParseUUIDPipe) id: string): Promise<SignalView> {
    return this.desk.find(id);
  }

  /** 201 when it is new, 200 when the same was posted before. */
  @Post()
  @Requires('signal:write')
  @Answers(PostedSignal, { status: 201 })
  @Answers(PostedSignal, { status: 200, description: 'It was posted before.' })
  async post(
    @Body({ schema: PostSignal }) input: PostSignal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PostedSignal> {
    const posted = await this.desk.post(input);
    response.status(posted.created ? 201 : 200);
    return posted;
  }
}
