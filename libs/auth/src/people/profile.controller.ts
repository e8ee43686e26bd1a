import { Body, Controller, Get, HttpCode, Patch, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ChangedPassword, ChangePassword, ChangeProfile, Profile } from '@legator/contracts';
import { Answers, CurrentActor, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { originOf } from '../sign-in/origin-of.js';
import { ProfileService } from './profile.service.js';

/** One's own account; for people, not for keys. */
@Controller('api/v1/profile')
export class ProfileController {
  constructor(private readonly profile: ProfileService) {}

  @Get()
  @SignedIn()
  @Answers(Profile)
  show(@CurrentActor() actor: Actor): Promise<Profile> {
    return this.profile.show(actor);
  }

  @Patch()
  @SignedIn()
  @Answers(Profile)
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: ChangeProfile }) input: ChangeProfile,
  ): Promise<Profile> {
    return this.profile.change(actor, input);
  }

  /** Also for people who have to choose one first, and may do nothing else. */
  @Post('password')
  @HttpCode(200)
  @SignedIn()
  @Answers(ChangedPassword)
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: ChangePassword }) input: ChangePassword,
    @Req() request: Request,
  ): Promise<ChangedPassword> {
    const ended = await this.profile.changePassword(actor, input, originOf(request));
    return { status: 'changed', ended };
  }
}
