import { Injectable, Logger } from '@nestjs/common';
import { Clock, DomainError, Signals, systemActor, Transactions } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { LogoutRefused } from './logout-refused.signal.js';
import type { ProviderLogout } from './logout-token.js';
import { asRefusal, OidcRefused } from './oidc-refused.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import { ProviderSignOuts } from './provider-sign-outs.js';
import { Providers } from './providers.service.js';

/** Refusals that the trail takes per minute: anybody can send what is refused. */
const WRITTEN_PER_MINUTE = 60;

/** The provider says, behind the browser's back, that somebody signed out there or was put out. */
@Injectable()
export class BackChannelLogout {
  private readonly logger = new Logger('oidc');
  private minute = { at: 0, count: 0 };

  constructor(
    private readonly transactions: Transactions,
    private readonly settings: OidcSettingsService,
    private readonly providers: Providers,
    private readonly signOuts: ProviderSignOuts,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends what the token says, also what is just being opened; that there is nothing is no error.
   *
   * @throws `logout_token` (400) for what is not believed, `provider_unreachable` (503) when that cannot be told now
   */
  async end(token: unknown, address: string): Promise<void> {
    try {
      const logout = await this.believe(token);
      await this.transactions.worker((tx) => this.signOuts.end(tx, logout, address));
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw await this.refuse(asRefusal(error), address);
    }
  }

  private async believe(token: unknown): Promise<ProviderLogout> {
    // Also while signing in by it is off: what was opened before goes on, and can be ended.
    const setup = await this.settings.known();
    if (!setup) throw new OidcRefused('oidc_off', 'off', 'Nobody signs in by a provider here.');
    if (typeof token !== 'string' || token === '')
      throw new OidcRefused('oidc_token', 'token_missing', 'There is no logout_token.');
    const provider = await this.providers.find(setup);
    return provider.believeLogout(token, this.clock.now());
  }

  private async refuse({ code, reason, message }: OidcRefused, address: string): Promise<DomainError> {
    const isOff = code === 'oidc_off';
    if (!isOff) this.logger.warn(`A sign-out by the provider was refused (${reason}): ${message}`);
    if (!isOff && this.hasRoom()) {
      const actor = { ...systemActor(DEFAULT_TENANT, 'anonymous'), address };
      await this.transactions
        .runAs(DEFAULT_TENANT, (tx) =>
          this.signals.recordAll(tx, [{ signal: new LogoutRefused(reason), context: { actor } }]),
        )
        .catch((err: unknown) => this.logger.warn({ err }, 'A refused sign-out could not be written down.'));
    }
    // What exactly was wrong stands in the trail, not in an answer that anybody can ask for.
    return code === 'oidc_provider'
      ? new DomainError(
          'unavailable',
          'provider_unreachable',
          'The provider cannot be asked for its keys now.',
        )
      : new DomainError('invalid', 'logout_token', 'This logout_token is not accepted.');
  }

  private hasRoom(): boolean {
    const minute = Math.floor(this.clock.monotonic() / 60_000);
    if (this.minute.at !== minute) this.minute = { at: minute, count: 0 };
    this.minute.count += 1;
    return this.minute.count <= WRITTEN_PER_MINUTE;
  }
}
