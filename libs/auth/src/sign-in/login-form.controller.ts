import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LoginRequest } from '@legator/contracts';
import { AnswersNothing, Authenticator, CONFIG, DomainError, Public } from '@legator/core';
import type { Config } from '@legator/core';
import { BrowserCookie } from '../sessions/browser-cookie.js';
import { originOf } from './origin-of.js';
import { PasswordSignIn } from './password-sign-in.js';
import { SigningOut } from './signing-out.service.js';

const LoginForm = LoginRequest.strip();

/** The addresses that upstream's pages and its command line post forms to. */
@Controller()
export class LoginFormController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly passwords: PasswordSignIn,
    private readonly out: SigningOut,
    private readonly cookie: BrowserCookie,
  ) {}

  /** Goes to the start page with the cookie, or back to the page to sign in with `error`. */
  @Post('login')
  @HttpCode(302)
  @Public()
  @AnswersNothing({ status: 302 })
  async login(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.config.auth) {
      throw new DomainError('unavailable', 'sign_in_off', 'Sign-in is off: there is nobody to sign in as.');
    }
    const form = LoginForm.safeParse(body);
    if (!form.success) return response.redirect(302, '/sign-in?error=sign_in_refused');
    const origin = originOf(request);
    try {
      const user = await this.passwords.prove(form.data, origin);
      if (user.passkeys > 0) return response.redirect(302, '/sign-in?error=passkey_needed');
      await this.cookie.give(request, response, await this.passwords.open(user, origin));
      response.redirect(302, '/');
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'internal') throw error;
      response.redirect(302, `/sign-in?error=${error.code}`);
    }
  }

  /** Ends the sign-in, if there is one, and shows the page to sign in; by way of the provider, where that one signs out, too. */
  @Post('logout')
  @HttpCode(302)
  @Public()
  @AnswersNothing({ status: 302 })
  async logout(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { headers, method } = request;
    const address = request.ip ?? '';
    const actor = await this.authenticator.authenticate({ headers, address, method });
    const { redirect = '/sign-in' } = actor?.session ? await this.out.own(actor) : {};
    this.cookie.take(response);
    response.redirect(302, redirect);
  }
}
