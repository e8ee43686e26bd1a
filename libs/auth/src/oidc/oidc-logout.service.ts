import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { OidcSettingsService } from './oidc-settings.service.js';
import { Providers } from './providers.service.js';
import { openHint } from './sealed-state.js';

/** Where somebody who signs out here goes on, to sign out of the provider as well. */
@Injectable()
export class OidcLogout {
  private readonly logger = new Logger('oidc');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: OidcSettingsService,
    private readonly providers: Providers,
  ) {}

  /** Nothing where the provider offers none, or does not answer: here the person is signed out in any case. */
  async next(sealedHint: string): Promise<string | undefined> {
    try {
      const setup = await this.settings.inForce();
      if (!setup) return undefined;
      const hint = openHint(sealedHint, await this.settings.keyOfCookies());
      const provider = await this.providers.find(setup);
      return provider.signOutUrl(hint, this.returnTo());
    } catch (error) {
      this.logger.warn({ err: error }, 'The provider was not told that somebody signed out.');
      return undefined;
    }
  }

  private returnTo(): string | undefined {
    const { externalUrl } = this.config;
    return externalUrl ? `${externalUrl.replace(/\/+$/, '')}/sign-in` : undefined;
  }
}
