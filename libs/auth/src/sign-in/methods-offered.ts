import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignInMethods } from '@legator/contracts';
import { CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { offeredProvider } from '../oidc/offered-provider.js';
import { OidcSettingsService } from '../oidc/oidc-settings.service.js';
import { siteOf } from '../passkeys/site.js';
import { FirstPerson } from './first-person.js';

/** What the page to sign in offers. */
@Injectable()
export class MethodsOffered {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly first: FirstPerson,
    private readonly oidc: OidcSettingsService,
  ) {}

  /** Passkeys only where browsers have them: at the public address, or at `localhost`. */
  async offered(headers: IncomingHttpHeaders): Promise<SignInMethods> {
    const { auth } = this.config;
    const provider = auth ? await this.oidc.inForce() : undefined;
    return {
      sign_in: auth ? 'on' : 'off',
      password: auth,
      ...(provider ? { oidc: offeredProvider(provider.settings) } : {}),
      passkeys: auth && siteOf(this.config, headers) !== undefined,
      setup_needed: await this.first.isNeeded(),
    };
  }
}
