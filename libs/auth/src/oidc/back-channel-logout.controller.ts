import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { AnswersNothing, Public } from '@legator/core';
import { AddressRate } from '../sign-in/address-rate.js';
import { originOf } from '../sign-in/origin-of.js';
import { BackChannelLogout } from './back-channel-logout.service.js';

/** A provider that puts many people out at once sends all of it from one address. */
const PER_MINUTE = 600;

/** OpenID Connect Back-Channel Logout 1.0, for the provider alone. */
@Controller('auth/oidc')
export class BackChannelLogoutController {
  constructor(
    private readonly logout: BackChannelLogout,
    private readonly rate: AddressRate,
  ) {}

  /** A form with `logout_token`, signed by the provider. Ends the sign-ins that it is about. */
  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Public()
  @AnswersNothing({ status: 200 })
  async end(@Body() form: Record<string, unknown> | undefined, @Req() request: Request): Promise<void> {
    const { address } = originOf(request);
    this.rate.admit('backchannel-logout', address, PER_MINUTE);
    await this.logout.end(form?.['logout_token'], address);
  }
}
