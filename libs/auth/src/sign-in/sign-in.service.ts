import { Injectable, Logger } from '@nestjs/common';
import { Clock, DomainError, Signals, systemActor, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { OidcSettingsService } from '../oidc/oidc-settings.service.js';
import { UsersStore } from '../people/users.store.js';
import type { SigningUser } from '../people/users.store.js';
import { Sessions } from '../sessions/sessions.service.js';
import type { OpenedSession, Origin } from '../sessions/sessions.service.js';
import type { AtProvider, Confirmation, SessionKind, SessionMethod } from '../sessions/sessions.store.js';
import { DEFAULT_TENANT } from '../local-actor.js';
import { LoginFailed } from './login-failed.signal.js';
import type { LoginFailure } from './login-failed.signal.js';
import { unknownName } from './typed-name.js';
import { SignedInFact } from './signed-in.signal.js';

/** Failed sign-ins of nobody we know that the trail takes per minute; the rest is refused all the same. */
const UNKNOWN_PER_MINUTE = 60;

/** How somebody proved who they are. */
export interface Proof {
  readonly method: SessionMethod;
  readonly confirmedBy?: Confirmation;
  readonly kind?: SessionKind;
  readonly logoutHint?: string;
  readonly provider?: AtProvider;
}

/**
 * The last step of every way to sign in: whoever proved who they are gets a session in one of their tenants, and the
 * trail says so. Also where every refusal is written down.
 */
@Injectable()
export class SignIn {
  private readonly logger = new Logger('sign-in');
  private minute = { at: 0, count: 0 };

  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly sessions: Sessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly settings: OidcSettingsService,
  ) {}

  /**
   * @param check the last word of whoever knows more, in the transaction that opens the session; it throws
   * @throws `sign_in_refused` for somebody who is disabled or belongs nowhere; to them it looks like a wrong password
   */
  async complete(
    user: SigningUser,
    proof: Proof,
    origin: Origin,
    check?: (tx: Tx) => Promise<void>,
  ): Promise<OpenedSession> {
    if (user.state !== 'active') return this.refuse(user, { ...proof, reason: 'disabled' }, origin);
    const opened = await this.transactions.worker(async (tx) => {
      await check?.(tx);
      const [tenant] = await this.users.tenantsOf(tx, user.id);
      return tenant && this.openIn(tx, user, tenant.id, proof, origin);
    });
    return opened ?? this.refuse(user, { ...proof, reason: 'no_tenant' }, origin);
  }

  /** Writes the refusal down, then throws. */
  async refuse(
    who: { id: string; username: string } | string,
    how: { method: string; reason: LoginFailure; blocked?: boolean },
    origin: Origin,
  ): Promise<never> {
    await this.writeDown(who, how, origin);
    throw new DomainError(
      'unauthorized',
      'sign_in_refused',
      how.method === 'passkey'
        ? 'This passkey did not work. Try again, or sign in another way.'
        : 'This did not work. Check the name and the password.',
    );
  }

  private async openIn(
    tx: Tx,
    user: SigningUser,
    tenantId: string,
    proof: Proof,
    origin: Origin,
  ): Promise<OpenedSession> {
    const kind = proof.kind ?? 'browser';
    const opened = await this.sessions.open(tx, { userId: user.id, tenantId }, { ...proof, kind, ...origin });
    await this.users.signedIn(tx, user.id, this.clock.now());
    const how = { method: proof.method, sessionId: opened.id, kind, userAgent: origin.userAgent };
    const context = { actor: asActor(user, tenantId, origin) };
    await this.signals.recordAll(tx, [{ signal: new SignedInFact(user, how), context }]);
    return opened;
  }

  /** In the tenant of whoever it is about, or in the first one, without the name that was typed when nobody has it; refused either way when that is not possible. */
  private async writeDown(
    who: { id: string; username: string } | string,
    how: { method: string; reason: LoginFailure; blocked?: boolean },
    origin: Origin,
  ): Promise<void> {
    const known = typeof who === 'string' ? undefined : who;
    // Whether it is needed or not: how long an answer takes tells nobody which names there are.
    const key = await this.settings.keyOfCookies();
    if (!known && !this.roomForUnknown()) return;
    // Only what people type may be a password; who somebody is at the provider stands there as it came.
    const name = how.method === 'password' ? unknownName(String(who), key) : String(who);
    const about = known ?? { id: 'unknown', username: name };
    await this.transactions
      .worker(async (tx) => {
        const tenants = known ? await this.users.tenantsOf(tx, known.id) : [];
        const actor = {
          ...systemActor(tenants[0]?.id ?? DEFAULT_TENANT, 'anonymous'),
          address: origin.address,
        };
        await this.signals.recordAll(tx, [{ signal: new LoginFailed(about, how), context: { actor } }]);
      })
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'A refused sign-in could not be written down.'),
      );
  }

  private roomForUnknown(): boolean {
    const minute = Math.floor(this.clock.monotonic() / 60_000);
    if (this.minute.at !== minute) this.minute = { at: minute, count: 0 };
    this.minute.count += 1;
    return this.minute.count <= UNKNOWN_PER_MINUTE;
  }
}

function asActor(user: SigningUser, tenantId: string, { address }: Origin): Actor {
  return { type: 'user', id: user.id, name: user.username, tenantId, permissions: [], address };
}
