import { Inject, Injectable, Logger } from '@nestjs/common';
import { Authenticator, Clock, CONFIG, Signals, systemActor, Transactions } from '@legator/core';
import type { Actor, Allowance, Config, Credentials } from '@legator/core';
import { AccessDenied } from './access-denied.signal.js';
import { KnownKeys, unauthorized } from './keys/known-keys.js';
import { DEFAULT_TENANT, LOCAL } from './local-actor.js';
import { RequestRates } from './rates/request-rates.js';

/** Refused attempts of nobody in particular that the trail takes per minute; more are counted, not written. */
const ANONYMOUS_PER_MINUTE = 60;

/** Knows callers by their API key. */
@Injectable()
export class KeyAuthenticator extends Authenticator {
  private readonly logger = new Logger('auth');
  private readonly rates: RequestRates;
  private minute = { at: 0, count: 0 };

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly keys: KnownKeys,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {
    super();
    this.rates = new RequestRates(config.requestsPerMinute);
  }

  async authenticate({ headers, address }: Credentials): Promise<Actor | undefined> {
    if (!this.config.auth) return { ...LOCAL, address };
    const { authorization } = headers;
    if (authorization === undefined) return undefined;
    const [scheme, token = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer') throw unauthorized();
    return this.keys.who(token, address);
  }

  override admit(actor: Actor): Allowance | undefined {
    return actor.type === 'key' ? this.rates.count(actor.id, this.clock.monotonic()) : undefined;
  }

  async denied(
    actor: Actor | undefined,
    what: { method: string; path: string; permission: string },
  ): Promise<void> {
    if (!actor && !this.roomForAnonymous()) return;
    const who = actor ?? { ...systemActor(DEFAULT_TENANT, 'anonymous') };
    const reason = actor ? ('insufficient_permissions' as const) : ('authentication_required' as const);
    const fact = { signal: new AccessDenied(who, { ...what, reason }), context: { actor: who } };
    // Refused either way: the answer does not depend on whether it could be written down.
    await this.transactions
      .runAs(who.tenantId, (tx) => this.signals.recordAll(tx, [fact]))
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'A refused attempt could not be written down.'),
      );
  }

  private roomForAnonymous(): boolean {
    const minute = Math.floor(this.clock.monotonic() / 60_000);
    if (this.minute.at !== minute) {
      const dropped = this.minute.count - ANONYMOUS_PER_MINUTE;
      if (dropped > 0)
        this.logger.warn(`${dropped} more attempts without credentials were refused in the last minute.`);
      this.minute = { at: minute, count: 0 };
    }
    this.minute.count += 1;
    return this.minute.count <= ANONYMOUS_PER_MINUTE;
  }
}
