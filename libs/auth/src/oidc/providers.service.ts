import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@legator/core';
import { discover } from './discovery.js';
import type { OidcSetup } from './oidc-settings.service.js';
import { Provider } from './provider.js';

/** A provider's own settings are read again after this long, in milliseconds; its keys by rules of their own. */
const FRESH_MS = 10 * 60_000;

/** The provider of the settings in force; found once and kept for a while. */
@Injectable()
export class Providers {
  private known?: { print: string; until: number; provider: Promise<Provider> };

  constructor(private readonly clock: Clock) {}

  /** @throws OidcRefused when it cannot be found */
  find({ settings, clientSecret }: OidcSetup): Promise<Provider> {
    const { provider_url: providerUrl, client_id: clientId } = settings;
    const print = createHash('sha256')
      .update(JSON.stringify([providerUrl, clientId, clientSecret ?? null]))
      .digest('base64');
    const { known } = this;
    if (known?.print === print && known.until > this.clock.monotonic()) return known.provider;
    const provider = discover({ providerUrl, clientId, clientSecret }).then(
      (found) => new Provider(found, clientId),
    );
    const entry = { print, until: this.clock.monotonic() + FRESH_MS, provider };
    this.known = entry;
    provider.catch(() => {
      if (this.known === entry) this.known = undefined;
    });
    return provider;
  }
}
