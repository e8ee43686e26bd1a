import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Signals, systemActor } from '@legator/core';
import type { Tx } from '@legator/core';
import { Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import type { EndedSession } from '../sessions/sessions.store.js';
import { SignedOut } from '../sign-in/signed-out.signal.js';
import { CLOCK_SKEW_SECONDS } from './id-token-rules.js';
import { LOGOUT_LASTS_SECONDS } from './logout-token.js';
import type { ProviderLogout } from './logout-token.js';
import { OidcPeopleStore } from './oidc-people.store.js';
import { OidcRefused } from './oidc-refused.js';
import type { ProvenPerson } from './provider.js';
import { BEGUN_LASTS_MS, ENDS_WITHIN_MS } from './sign-in-span.js';
import type { SignInSpan } from './sign-in-span.js';
import { SignOutsStore } from './sign-outs.store.js';

/** Longer than any token is taken for, and than any sign-in is under way, with both clocks wrong. */
const KEPT_MS =
  Math.max(LOGOUT_LASTS_SECONDS * 1_000, BEGUN_LASTS_MS + ENDS_WITHIN_MS) + 2 * CLOCK_SKEW_SECONDS * 1_000;

/**
 * What a sign-out at the provider ends here: the sign-ins that are open, and those under way, which it meets as if they
 * were open already. All of it in the caller's transaction, which is that of a worker.
 */
@Injectable()
export class ProviderSignOuts {
  constructor(
    private readonly people: OidcPeopleStore,
    private readonly kept: SignOutsStore,
    private readonly store: SessionsStore,
    private readonly sessions: Sessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Used and done in one transaction: what fails may be sent again. @throws OidcRefused for what was used already */
  async end(tx: Tx, logout: ProviderLogout, address: string): Promise<void> {
    const { issuer, subject, session, id } = logout;
    const now = this.clock.now();
    const hash = createHash('sha256')
      .update(`logout\n${JSON.stringify([issuer, id])}`)
      .digest();
    if (!(await this.kept.keep(tx, hash, logout, new Date(now.getTime() + KEPT_MS))))
      throw new OidcRefused('oidc_token', 'token_reused', 'The token was used already.');
    await this.kept.inTurn(tx, logout);
    const known = subject === undefined ? undefined : await this.people.takeIdentity(tx, issuer, subject);
    if (subject !== undefined && !known) return;
    const which = { issuer, ...(session ? { session } : {}), ...(known ? { userId: known.userId } : {}) };
    await this.tell(tx, await this.store.revokeOfProvider(tx, which, now), address);
  }

  /**
   * Before a sign-in is opened or named anew, in the same transaction: whether a sign-out came since it was begun.
   *
   * @throws OidcRefused when it took longer than sign-outs are kept for
   */
  async reached(tx: Tx, person: ProvenPerson, { since, until }: SignInSpan): Promise<boolean> {
    await this.kept.inTurn(tx, person);
    // After the wait for the turn, however long that was.
    if (this.clock.monotonic() > until)
      throw new OidcRefused('oidc_state', 'state_late', 'This sign-in took too long. Begin again.');
    return this.kept.reached(tx, person, since);
  }

  /** One that is open. */
  async endOne(tx: Tx, id: string, { username }: { username: string }, address: string): Promise<void> {
    const ended = await this.store.revoke(tx, { id }, this.clock.now());
    await this.tell(
      tx,
      ended.map((one) => ({ ...one, username })),
      address,
    );
  }

  private async tell(tx: Tx, all: readonly EndedSession[], address: string): Promise<void> {
    for (const [userId, ended] of Map.groupBy(all, (one) => one.userId)) {
      // In the tenant where each of them was at work.
      const { tenantId, username } = ended[0]!;
      const signal = new SignedOut(
        { id: userId, username },
        { sessions: ended.map(({ id }) => id), reason: 'provider' },
      );
      const actor = { ...systemActor(tenantId, 'oidc'), address };
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
      this.sessions.forgetAfter(tx, userId);
    }
  }
}

export function signedOutMeanwhile(user: { id: string; username: string }): OidcRefused {
  const message = 'The provider signed this person out while they were signing in.';
  return new OidcRefused('oidc_ended', 'ended', message, { user });
}
