import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { Clock, DomainError, may, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { permissionsOf, Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import { mustBeThere } from '../sign-in/being-there.js';
import { PasskeysRemoved } from './passkeys-removed.signal.js';
import { PasskeysStore } from './passkeys.store.js';

interface Member {
  readonly username: string;
  readonly installationAdmin: boolean;
  readonly elsewhere: boolean;
  readonly role: string;
  readonly custom: string[] | null;
}

/** Somebody lost the device with their passkeys, and whoever administers people lets them in by password again. */
@Injectable()
export class LostPasskeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: PasskeysStore,
    private readonly sessions: Sessions,
    private readonly sessionsStore: SessionsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
  ) {}

  /**
   * Removes all passkeys of somebody in this tenant and ends their sign-ins.
   *
   * @throws `not_found`, `belongs_elsewhere` (403), `forbidden` for somebody who may more than the actor, and for oneself
   */
  async remove(actor: Actor, userId: string): Promise<number> {
    const member = await this.transactions.run((tx) => find(tx, userId));
    if (!member) throw notFound('user', userId);
    const about = { id: userId, username: member.username };
    return this.reach.noting(actor, 'passkeys', about, () => this.removeOf(actor, userId, member));
  }

  private async removeOf(actor: Actor, userId: string, member: Member): Promise<number> {
    const refusal = refusalOf(actor, userId, member);
    if (refusal) throw refusal;
    mustBeThere(actor, this.clock.now(), 'this changes how somebody else signs in');
    return this.transactions.worker(async (tx) => {
      await this.reach.check(tx, actor, { ...member, id: userId, permissions: rightsOf(member) });
      await this.store.lock(tx, userId);
      const gone = await this.store.remove(tx, userId);
      if (gone.length === 0) return 0;
      await this.sessionsStore.revoke(tx, { userId }, this.clock.now());
      this.sessions.forgetAfter(tx, userId);
      const signal = new PasskeysRemoved({ id: userId, username: member.username }, gone, 0, actor);
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
      return gone.length;
    });
  }
}

async function find(tx: Tx, userId: string): Promise<Member | undefined> {
  const [row]: Member[] = await tx.query(
    `select u.username, u.installation_admin as "installationAdmin", auth_belongs_elsewhere(u.id) as elsewhere,
       m.role, r.permissions as custom
     from auth_membership m join auth_user u on u.id = m.user_id
     left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
     where m.user_id = $1`,
    [userId],
  );
  return row;
}

function rightsOf({ role, custom }: Member): readonly Permission[] {
  return permissionsOf({ role, custom: custom as Permission[] | null });
}

function refusalOf(actor: Actor, userId: string, member: Member): DomainError | undefined {
  if (actor.id === userId)
    return new DomainError('forbidden', 'own_account', 'Remove your own passkeys in your profile.');
  if (actor.installationAdmin) return undefined;
  if (member.elsewhere)
    return new DomainError(
      'forbidden',
      'belongs_elsewhere',
      `${member.username} belongs to other tenants as well: whoever administers the installation can do this.`,
    );
  const theirs = rightsOf(member);
  if (!member.installationAdmin && theirs.every((permission) => may(actor, permission))) return undefined;
  return new DomainError(
    'forbidden',
    'forbidden',
    `${member.username} may do more than you. Ask somebody who may do as much.`,
  );
}
