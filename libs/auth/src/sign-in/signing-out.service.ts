import { Injectable } from '@nestjs/common';
import { Clock, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { OidcLogout } from '../oidc/oidc-logout.service.js';
import { KeyReach } from '../keys/key-reach.js';
import { refuseBeyond } from '../people/rights-guard.js';
import { permissionsOf, Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import type { SessionRow } from '../sessions/sessions.store.js';
import { SignedOut } from './signed-out.signal.js';

/** Ends sign-ins, one's own or those of somebody in the tenant, and shows which there are. */
@Injectable()
export class SigningOut {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly oidc: OidcLogout,
    private readonly reach: KeyReach,
  ) {}

  /** The sign-in of this very request. Where to go next, when the provider wants to hear of it as well. */
  async own(actor: Actor): Promise<{ redirect?: string }> {
    if (!actor.session) return {};
    const [ended] = await this.endThose(actor, { id: actor.session.id }, 'own');
    const redirect = ended?.logoutHint ? await this.oidc.next(ended.logoutHint) : undefined;
    return redirect ? { redirect } : {};
  }

  /** That of a browser which is given another; one that does not hold any more is none. */
  async replaced(token: string, address: string): Promise<void> {
    const actor = await this.sessions.actorOf(token, { via: 'cookie', address, used: false });
    if (actor?.session) await this.endThose(actor, { id: actor.session.id }, 'replaced');
  }

  /** All of one's own, but this one. @returns how many ended */
  everywhereElse(actor: Actor): Promise<number> {
    if (!actor.session) return Promise.resolve(0);
    return this.end(actor, { userId: actor.id, except: actor.session.id }, 'everywhere');
  }

  /** One of one's own. @throws `not_found` */
  async one(actor: Actor, id: string): Promise<void> {
    if (!actor.session || (await this.end(actor, { id, userId: actor.id }, 'own')) === 0)
      throw notFound('session', id);
  }

  /**
   * One of anybody's in the actor's tenant; the caller has seen to it that they may at all.
   *
   * @throws `not_found`; `beyond_own_rights` for that of somebody who may do more than the actor
   */
  async oneInTenant(actor: Actor, id: string): Promise<void> {
    const found = await this.transactions.look((tx) => this.store.byId(tx, id));
    if (found?.tenantId !== actor.tenantId) throw notFound('session', id);
    const person = { ...found, id: found.userId, permissions: permissionsOf(found) };
    await this.reach.noting(actor, 'sessions', person, async () => {
      refuseBeyond(actor, person.permissions);
      await this.transactions.look((tx) => this.reach.check(tx, actor, person));
    });
    const ended = await this.end(actor, { id, tenantId: actor.tenantId }, 'by_admin');
    if (ended === 0) throw notFound('session', id);
  }

  /** Of a key, and where sign-in is off, none. */
  list(actor: Actor, scope: 'own' | 'tenant'): Promise<(SessionRow & { username?: string })[]> {
    if (scope === 'own' && !actor.session) return Promise.resolve([]);
    const now = this.clock.now();
    const idleSince = this.sessions.idleSince(now);
    return this.transactions.look<(SessionRow & { username?: string })[]>((tx) =>
      scope === 'own'
        ? this.store.ofUser(tx, actor.id, now, idleSince)
        : this.store.ofTenant(tx, actor.tenantId, now, idleSince),
    );
  }

  /**
   * In the caller's own transaction, which is that of a worker: all sign-ins of somebody, or those in one tenant, but
   * the one that asks. @returns how many ended
   */
  async endAll(
    tx: Tx,
    user: { id: string; username: string },
    reason: 'password' | 'disabled' | 'removed' | 'by_admin',
    actor: Actor,
    tenantId?: string,
  ): Promise<number> {
    const which = { userId: user.id, ...(tenantId === undefined ? {} : { tenantId }), ...except(actor) };
    const ended = await this.store.revoke(tx, which, this.clock.now());
    if (ended.length > 0) {
      const signal = new SignedOut(user, { sessions: ended.map(({ id }) => id), reason });
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
    }
    this.sessions.forgetAfter(tx, user.id);
    return ended.length;
  }

  private async end(...what: Parameters<SigningOut['endThose']>): Promise<number> {
    return (await this.endThose(...what)).length;
  }

  private endThose(
    actor: Actor,
    which: { id?: string; userId?: string; tenantId?: string; except?: string },
    reason: 'own' | 'everywhere' | 'by_admin' | 'replaced',
  ): Promise<{ id: string; logoutHint: string | null }[]> {
    return this.transactions.worker(async (tx) => {
      const ended = await this.store.revoke(tx, which, this.clock.now());
      const byUser = new Map<string, string[]>();
      for (const { id, userId } of ended) byUser.set(userId, [...(byUser.get(userId) ?? []), id]);
      for (const [id, sessions] of byUser) {
        const username = id === actor.id ? actor.name : id;
        const signal = new SignedOut({ id, username }, { sessions, reason });
        await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
        this.sessions.forgetAfter(tx, id);
      }
      return ended;
    });
  }
}

function except({ session }: Actor): { except?: string } {
  return session ? { except: session.id } : {};
}
