import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import {
  DeviceAnswer,
  DeviceDecision,
  DeviceRequest,
  DeviceToken,
  DeviceTokenRequest,
  DeviceView,
  UserCode,
} from '@legator/contracts';
import { Answers, CONFIG, CurrentActor, DomainError, Public, SignedIn } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { isSecure } from '../sessions/session-cookie.js';
import { AddressRate } from '../sign-in/address-rate.js';
import { originOf } from '../sign-in/origin-of.js';
import { DeviceSignIn } from './device-sign-in.js';

/** Letting a command line in from a browser, as RFC 8628 has it. */
@Controller('api/v1/auth/device')
export class DeviceController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly devices: DeviceSignIn,
    private readonly rate: AddressRate,
  ) {}

  /** A command line asks; the person opens the address and compares the code. */
  @Post()
  @HttpCode(200)
  @Public()
  @Answers(DeviceAnswer)
  async begin(
    @Body({ schema: DeviceRequest }) { host_name: hostName }: DeviceRequest,
    @Req() request: Request,
  ): Promise<DeviceAnswer> {
    if (!this.config.auth)
      throw new DomainError('unavailable', 'sign_in_off', 'Sign-in is off: there is nobody to sign in as.');
    const origin = originOf(request);
    this.rate.admit('device', origin.address, 10);
    const begun = await this.devices.begin(hostName, origin);
    const { externalUrl } = this.config;
    const here = `${isSecure(this.config) ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    const page = `${(externalUrl ?? here).replace(/\/+$/, '')}/device`;
    return {
      device_code: begun.deviceCode,
      user_code: begun.userCode,
      verification_uri: page,
      verification_uri_complete: `${page}#${begun.userCode}`,
      expires_in: begun.expiresIn,
      interval: begun.interval,
    };
  }

  /** 400 with `authorization_pending` until somebody decides; ask again after `interval` seconds. */
  @Post('token')
  @HttpCode(200)
  @Public()
  @Answers(DeviceToken)
  async token(
    @Body({ schema: DeviceTokenRequest }) { device_code: code }: DeviceTokenRequest,
    @Req() request: Request,
  ): Promise<DeviceToken> {
    this.rate.admit('device token', originOf(request).address, 120);
    const { token, expiresAt } = await this.devices.collect(code);
    return { access_token: token, token_type: 'Bearer', expires_at: expiresAt.toISOString() };
  }

  @Get(':user_code')
  @SignedIn()
  @Answers(DeviceView)
  async look(
    @CurrentActor() actor: Actor,
    @Param('user_code', { schema: UserCode }) userCode: string,
  ): Promise<DeviceView> {
    this.rate.admit('device code', actor.id, 30);
    const { data, createdAt, expiresAt } = await this.devices.look(actor, userCode);
    return {
      user_code: userCode,
      host_name: data.host_name,
      address: data.address,
      requested_at: createdAt.toISOString(),
      expires_at: expiresAt.toISOString(),
    };
  }

  /** The command line acts for this person from now on. */
  @Post(':user_code/approve')
  @HttpCode(200)
  @SignedIn()
  @Answers(DeviceDecision)
  async approve(
    @CurrentActor() actor: Actor,
    @Param('user_code', { schema: UserCode }) userCode: string,
  ): Promise<DeviceDecision> {
    this.rate.admit('device code', actor.id, 30);
    await this.devices.approve(actor, userCode);
    return { status: 'approved' };
  }

  @Post(':user_code/deny')
  @HttpCode(200)
  @SignedIn()
  @Answers(DeviceDecision)
  async deny(
    @CurrentActor() actor: Actor,
    @Param('user_code', { schema: UserCode }) userCode: string,
  ): Promise<DeviceDecision> {
    this.rate.admit('device code', actor.id, 30);
    await this.devices.deny(actor, userCode);
    return { status: 'denied' };
  }
}
