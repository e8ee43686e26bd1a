import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { RegisterProbe, RegisteredProbe } from '@legator/contracts';
import { Answers, Public } from '@legator/core';
import { EnrolmentService } from './enrolment.service.js';

@Controller('api/v1/register')
export class RegisterController {
  constructor(private readonly enrolment: EnrolmentService) {}

  /** Open to anyone: the token in the body is what proves the right. */
  @Post()
  @HttpCode(201)
  @Public()
  @Answers(RegisteredProbe)
  register(
    @Req() request: Request,
    @Body({ schema: RegisterProbe }) body: RegisterProbe,
  ): Promise<RegisteredProbe> {
    return this.enrolment.register(body, request.ip ?? '');
  }
}
