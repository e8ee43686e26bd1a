import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req } from '@nestjs/common';
import type { Request } from 'express';
import {
  MapOidcClaims,
  OidcMapping,
  OidcSettingsView,
  OidcTestResult,
  PutOidcSettings,
  TestOidcSettings,
} from '@legator/contracts';
import { Answers, AnswersNothing, CONFIG, CurrentActor, DomainError, Requires } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { knownCallback } from './callback-url.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import type { OidcOverview } from './oidc-settings.service.js';
import { OidcTester } from './oidc-tester.service.js';

/**
 * How people sign in by a provider. It is one for the whole installation and may name administrators of any tenant, so it
 * belongs to whoever administers the installation.
 */
@Controller('api/v1/auth/oidc')
export class OidcSettingsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: OidcSettingsService,
    private readonly tester: OidcTester,
  ) {}

  @Get()
  @Requires('settings:manage')
  @Answers(OidcSettingsView)
  async get(@CurrentActor() actor: Actor, @Req() request: Request): Promise<OidcSettingsView> {
    checkInstallation(actor);
    return this.view(await this.settings.overview(), request);
  }

  @Put()
  @Requires('settings:manage')
  @Answers(OidcSettingsView)
  async put(
    @CurrentActor() actor: Actor,
    @Body({ schema: PutOidcSettings }) input: PutOidcSettings,
    @Req() request: Request,
  ): Promise<OidcSettingsView> {
    checkInstallation(actor);
    await this.settings.put(actor, input);
    return this.view(await this.settings.overview(), request);
  }

  @Delete()
  @HttpCode(204)
  @Requires('settings:manage')
  @AnswersNothing()
  async remove(@CurrentActor() actor: Actor): Promise<void> {
    checkInstallation(actor);
    await this.settings.remove(actor);
  }

  /** Asks a provider whether it can be signed in by; what is missing is taken from the settings in force. */
  @Post('test')
  @HttpCode(200)
  @Requires('settings:manage')
  @Answers(OidcTestResult)
  test(
    @CurrentActor() actor: Actor,
    @Body({ schema: TestOidcSettings }) input: TestOidcSettings,
  ): Promise<OidcTestResult> {
    checkInstallation(actor);
    return this.tester.test(input);
  }

  /** Says what somebody with these claims would be here, and why. */
  @Post('map')
  @HttpCode(200)
  @Requires('settings:manage')
  @Answers(OidcMapping)
  map(
    @CurrentActor() actor: Actor,
    @Body({ schema: MapOidcClaims }) input: MapOidcClaims,
  ): Promise<OidcMapping> {
    checkInstallation(actor);
    return this.tester.map(input);
  }

  private view(
    { settings, stored, secret, fromEnvironment }: OidcOverview,
    request: Request,
  ): OidcSettingsView {
    return {
      ...(settings ? { settings } : {}),
      client_secret: {
        set: secret.set,
        changed_at: secret.changedAt?.toISOString() ?? null,
        changed_by: secret.changedBy,
      },
      from_environment: [...fromEnvironment],
      callback_url: knownCallback(this.config, settings ?? {}, request) ?? null,
      changed_at: stored?.changedAt.toISOString() ?? null,
      changed_by: stored?.changedBy ?? null,
    };
  }
}

function checkInstallation({ installationAdmin }: Actor): void {
  if (installationAdmin) return;
  throw new DomainError(
    'forbidden',
    'installation_admin_only',
    'This is about all tenants at once: only people who administer the installation may see and change it.',
  );
}
