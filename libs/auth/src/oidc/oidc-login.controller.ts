import { Controller, Get, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { AnswersNothing, Public } from '@legator/core';
import { BrowserCookie } from '../sessions/browser-cookie.js';
import { originOf } from '../sign-in/origin-of.js';
import { SignIn } from '../sign-in/sign-in.service.js';
import { OidcConfirmations } from './oidc-confirmations.service.js';
import { OidcGuard } from './oidc.guard.js';
import type { OidcRequest } from './oidc.guard.js';
import { OidcPeople } from './oidc-people.service.js';
import { OidcRefusalFilter } from './oidc-refusal.filter.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import { ProviderSignOuts, signedOutMeanwhile } from './provider-sign-outs.js';
import { sealHint } from './sealed-state.js';

const TO_PROVIDER = 'To the provider, or back to the page to sign in with `error`';
const TO_PAGE =
  'To the page that was asked for, with the cookie of the sign-in, or to the page to sign in with `error`';

/** Signing in by a provider, as a browser does it. */
@Controller('auth/oidc')
@UseFilters(OidcRefusalFilter)
export class OidcLoginController {
  constructor(
    private readonly cookie: BrowserCookie,
    private readonly people: OidcPeople,
    private readonly confirmations: OidcConfirmations,
    private readonly signIn: SignIn,
    private readonly settings: OidcSettingsService,
    private readonly signOuts: ProviderSignOuts,
  ) {}

  /**
   * Sends the browser to the provider; `next` is the path to come back to. With `confirm=1` somebody who is signed in
   * proves there that it is still them: the provider asks again, and their sign-in is confirmed, not another one opened.
   */
  @Get('login')
  @Public()
  @UseGuards(OidcGuard)
  @AnswersNothing({ status: 302, description: TO_PROVIDER })
  login(): never {
    throw new Error('The strategy has answered already.');
  }

  /** Where the provider sends the browser back to. */
  @Get('callback')
  @Public()
  @UseGuards(OidcGuard)
  @AnswersNothing({ status: 302, description: TO_PAGE })
  async callback(@Req() request: OidcRequest, @Res() response: Response): Promise<void> {
    const { user: person, oidcSetup: setup, oidcNext: next = '/', oidcConfirming, oidcSpan: span } = request;
    const origin = originOf(request);
    if (oidcConfirming) {
      const coming = { person: person!, span: span! };
      await this.confirmations.confirm(oidcConfirming, coming, setup!.settings, origin.address);
      return response.redirect(302, next);
    }
    const user = await this.people.admit(person!, setup!.settings, origin.address);
    const logoutHint = sealHint(person!.idToken, await this.settings.keyOfCookies());
    const { issuer, session } = person!;
    const provider = { issuer, session };
    const proof = { method: 'oidc', logoutHint, provider, ...this.confirmations.worthOf(person!) } as const;
    const opened = await this.signIn.complete(user, proof, origin, async (tx) => {
      if (await this.signOuts.reached(tx, person!, span!)) throw signedOutMeanwhile(user);
    });
    await this.cookie.give(request, response, opened);
    response.redirect(302, next);
  }
}
