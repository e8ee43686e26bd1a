import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ReplayAnswer,
  ReplayFound,
  RequestReplay,
  RetriedDelivery,
  SignalDeliveries,
  SignalHandlerList,
} from '@legator/contracts';
import type { DeliveryView, ReplayView, SignalHandlerView } from '@legator/contracts';
import type { Response } from 'express';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/decorators.js';
import { DeliveryDesk } from './delivery-desk.service.js';
import { Replays } from './replays.service.js';

/** Who heard of a fact, another try, and going through the past again. */
@ApiTags('signals')
@Controller('api/v1')
export class DeliveriesController {
  constructor(
    private readonly desk: DeliveryDesk,
    private readonly replays: Replays,
  ) {}

  @Get('signal-handlers')
  @Requires('signal:read')
  @Answers(SignalHandlerList)
  async listHandlers(): Promise<{ handlers: SignalHandlerView[] }> {
    return { handlers: await this.desk.listHandlers() };
  }

  @Get('signals/:id/deliveries')
  @Requires('signal:read')
  @Answers(SignalDeliveries)
  async ofSignal(@Param('id', ParseUUIDPipe) id: string): Promise<{ deliveries: DeliveryView[] }> {
    return { deliveries: await this.desk.ofSignal(id) };
  }

  @Post('signal-deliveries/:id/retry')
  @HttpCode(200)
  @Requires('signal:replay')
  @Answers(RetriedDelivery)
  async retry(@Param('id', ParseUUIDPipe) id: string): Promise<{ delivery: DeliveryView }> {
    return { delivery: await this.desk.retry(id) };
  }

  /** 202 with the replay, or 200 with the number alone in a dry run. */
  @Post('signals/replay')
  @Requires('signal:replay')
  @Answers(ReplayAnswer, { status: 202 })
  @Answers(ReplayAnswer, { status: 200, description: 'The answer to a dry run.' })
  async replay(
    @Body({ schema: RequestReplay }) input: RequestReplay,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReplayAnswer> {
    const answer = await this.replays.request(input);
    response.status(answer.replay ? 202 : 200);
    return answer;
  }

  @Get('signals/replays/:id')
  @Requires('signal:replay')
  @Answers(ReplayFound)
  async findReplay(@Param('id', ParseUUIDPipe) id: string): Promise<{ replay: ReplayView }> {
    return { replay: await this.replays.find(id) };
  }
}
