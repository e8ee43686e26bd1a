import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  ConfirmAnswer,
  ConfirmRequest,
  LoginAnswer,
  LoginRequest,
  SetupRequest,
  SignedOutAnswer,
  SignInMethods,
} from '@legator/contracts';
import { Answers, CurrentActor, Public, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { PasskeySignIn } from '../passkeys/passkey-sign-in.js';
import { BrowserCookie } from '../sessions/browser-cookie.js';
import { FirstPerson } from './first-person.js';
import { MethodsOffered } from './methods-offered.js';
import { originOf } from './origin-of.js';
import { PasswordSignIn } from './password-sign-in.js';
import { Confirmations } from './confirmations.service.js';
import { SetupOpen } from './setup-open.guard.js';
import { SigningOut } from './signing-out.service.js';

/** Signing in and out, and proving again who one is. */
@Controller('api/v1/auth')
export class SignInController {
  constructor(
    private readonly cookie: BrowserCookie,
    private readonly methods: MethodsOffered,
    private readonly passwords: PasswordSignIn,
    private readonly first: FirstPerson,
    private readonly out: SigningOut,
    private readonly confirmations: Confirmations,
    private readonly passkeys: PasskeySignIn,
  ) {}

  /** What the page to sign in offers. */
  @Get('methods')
  @Public()
  @Answers(SignInMethods)
  offered(@Req() { headers }: Request): Promise<SignInMethods> {
    return this.methods.offered(headers);
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @Answers(LoginAnswer)
  async login(
    @Body({ schema: LoginRequest }) input: LoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginAnswer> {
    const origin = originOf(request);
    const user = await this.passwords.prove(input, origin);
    if (user.passkeys > 0)
      return { status: 'second_factor', ...(await this.passkeys.second(user, request.headers)) };
    await this.cookie.give(request, response, await this.passwords.open(user, origin));
    return { status: 'signed_in' };
  }

  /** The first administrator, with the code that the server printed. Gone once there is anybody. */
  @Post('setup')
  @HttpCode(201)
  @Public()
  @UseGuards(SetupOpen)
  @Answers(LoginAnswer)
  async setup(
    @Body({ schema: SetupRequest }) input: SetupRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginAnswer> {
    const origin = originOf(request);
    const { code, username, password, display_name: displayName = username } = input;
    const user = await this.first.redeem(code, { username, displayName, password }, origin.address);
    await this.cookie.give(request, response, await this.passwords.open(user, origin));
    return { status: 'signed_in' };
  }

  @Post('logout')
  @HttpCode(200)
  @SignedIn()
  @Answers(SignedOutAnswer)
  async logout(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOutAnswer> {
    const { redirect } = await this.out.own(actor);
    this.cookie.take(response);
    return { status: 'signed_out', ...(redirect ? { redirect } : {}) };
  }

  /** Proves by the password that the person is still there; a critical approval asks for it. */
  @Post('confirm')
  @HttpCode(200)
  @SignedIn()
  @Answers(ConfirmAnswer)
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: ConfirmRequest }) { password }: ConfirmRequest,
    @Req() request: Request,
  ): Promise<ConfirmAnswer> {
    const at = await this.confirmations.byPassword(actor, password, originOf(request));
    return { confirmed_at: at.toISOString(), confirmed_by: 'password' };
  }
}
