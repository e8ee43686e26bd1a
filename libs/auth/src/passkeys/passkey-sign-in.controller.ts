import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ConfirmAnswer, LoginAnswer, PasskeyConfirm, PasskeyLogin, PasskeyOptions } from '@legator/contracts';
import { Answers, CurrentActor, Public, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { BrowserCookie } from '../sessions/browser-cookie.js';
import { originOf } from '../sign-in/origin-of.js';
import { PasskeySignIn } from './passkey-sign-in.js';

/** Signing in, and proving again who one is, by a passkey. */
@Controller('api/v1/auth')
export class PasskeySignInController {
  constructor(
    private readonly cookie: BrowserCookie,
    private readonly passkeys: PasskeySignIn,
  ) {}

  /** To sign in by passkey alone: the browser offers what it has for this address. */
  @Post('passkey/options')
  @HttpCode(200)
  @Public()
  @Answers(PasskeyOptions)
  async options(@Req() request: Request): Promise<PasskeyOptions> {
    return { options: await this.passkeys.options(request.headers, originOf(request)) };
  }

  /** The second step after the password, with its ticket; or the only one, without. */
  @Post('login/passkey')
  @HttpCode(200)
  @Public()
  @Answers(LoginAnswer)
  async login(
    @Body({ schema: PasskeyLogin }) input: PasskeyLogin,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginAnswer> {
    const opened = await this.passkeys.open(input, request.headers, originOf(request));
    await this.cookie.give(request, response, opened);
    return { status: 'signed_in' };
  }

  @Post('confirm/passkey/options')
  @HttpCode(200)
  @SignedIn()
  @Answers(PasskeyOptions)
  async confirmOptions(@CurrentActor() actor: Actor, @Req() { headers }: Request): Promise<PasskeyOptions> {
    return { options: await this.passkeys.confirmOptions(actor, headers) };
  }

  /** Proves by a passkey that the person is still there. */
  @Post('confirm/passkey')
  @HttpCode(200)
  @SignedIn()
  @Answers(ConfirmAnswer)
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: PasskeyConfirm }) { response }: PasskeyConfirm,
    @Req() request: Request,
  ): Promise<ConfirmAnswer> {
    const at = await this.passkeys.confirm(actor, response, request.headers, originOf(request));
    return { confirmed_at: at.toISOString(), confirmed_by: 'passkey' };
  }
}
