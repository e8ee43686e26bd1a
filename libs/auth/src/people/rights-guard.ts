import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { DomainError, may, refusal, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { permissionsOf } from '../sessions/sessions.service.js';

/** The installation itself among the tenants that have administrators. */
const INSTALLATION = '';

/**
 * By which memberships somebody administers the installation: those of an administrator. With a lesser role nobody gets
 * as far as what the mark is asked for.
 */
export const INSTALLATION_ADMINS = `
  select u.id as user_id, m.tenant_id from auth_user u
    join auth_membership m on m.user_id = u.id and m.state = 'active'
    join auth_tenant t on t.id = m.tenant_id and t.state = 'active'
    left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
    where u.installation_admin and u.state = 'active' and (m.role = 'admin' or 'admin' = any(r.permissions))`;

/** Who administers what, as far as they can sign in. In a tenant's own transaction it sees that tenant alone. */
const ADMINISTERED = `
  select distinct m.tenant_id as id from auth_membership m
    join auth_user u on u.id = m.user_id and u.state = 'active'
    left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
    where m.state = 'active' and (m.role = 'admin' or 'admin' = any(r.permissions))
  union all
  select '${INSTALLATION}' where exists (${INSTALLATION_ADMINS})`;

/** Takes the turn of whoever changes people and rights; it is given back with the end of the transaction. */
export function takeTurn(tx: Tx): Promise<unknown> {
  return tx.query(`select pg_advisory_xact_lock(hashtextextended('legator: people and rights', 0))`);
}

/** Keeps people from giving away more than they have, and from locking everybody out. */
@Injectable()
export class RightsGuard {
  constructor(private readonly transactions: Transactions) {}

  /**
   * One change of people and their rights after another, over all replicas: each sees what the one before left. There
   * are few of them, and what two do at once (each removing the other) is what has to be prevented.
   */
  async inTurn(tx: Tx): Promise<void> {
    await takeTurn(tx);
  }

  /**
   * Does the work, and undoes it when it took the last administrator from a tenant or from the installation. The
   * caller has taken its turn.
   *
   * @throws `last_admin` (409)
   */
  async keepAdmins<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
    const before = await this.administered(tx);
    const result = await work();
    const after = new Set(await this.administered(tx));
    const gone = before.filter((id) => !after.has(id));
    const kept = gone.includes(INSTALLATION) && (await this.isAdministeredFromElsewhere(tx));
    const lost = kept ? gone.filter((id) => id !== INSTALLATION) : gone;
    if (lost.length === 0) return result;
    const open: { id: string }[] = await tx.query(
      `select id from auth_tenant where id = any($1) and state <> 'archived'`,
      [lost],
    );
    if (lost.includes(INSTALLATION) || open.length > 0) throw lastAdmin(open.map(({ id }) => id));
    return result;
  }

  /**
   * The actor with what they may do at this moment: somebody may have changed it since the request came in.
   *
   * @throws `forbidden` when that is not enough any more
   */
  async asOfNow(tx: Tx, actor: Actor, permission: Permission): Promise<Actor> {
    if (actor.type !== 'user') return actor;
    const [found] = await tx.query(
      `select m.role, r.permissions as custom, u.installation_admin as "installationAdmin"
       from auth_membership m join auth_user u on u.id = m.user_id and u.state = 'active'
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       where m.user_id = $1 and m.tenant_id = $2 and m.state = 'active'`,
      [actor.id, actor.tenantId],
    );
    const now = found && {
      ...actor,
      permissions: permissionsOf(found),
      installationAdmin: found.installationAdmin,
    };
    if (!now || !may(now, permission)) throw refusal(actor, permission);
    return now;
  }

  /**
   * What a tenant's own transaction does not see: whether somebody administers the installation from another tenant.
   * Such a transaction changes nothing there, and nobody else does while it has the turn.
   */
  private async isAdministeredFromElsewhere(tx: Tx): Promise<boolean> {
    const [{ tenant }] = await tx.query(`select current_setting('app.tenant', true) as tenant`);
    if (!tenant) return false;
    const others: unknown[] = await this.transactions.look((all) =>
      all.query(`select from (${INSTALLATION_ADMINS}) one where tenant_id <> $1 limit 1`, [tenant]),
    );
    return others.length > 0;
  }

  private async administered(tx: Tx): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(ADMINISTERED);
    return rows.map(({ id }) => id);
  }
}

/** @throws `beyond_own_rights` (403): nobody gives, or takes from others, what they do not have themselves */
export function refuseBeyond(actor: Actor, permissions: readonly Permission[]): void {
  const beyond = permissions.find((permission) => !may(actor, permission));
  if (!beyond) return;
  throw new DomainError(
    'forbidden',
    'beyond_own_rights',
    `This is about the permission ${beyond}, which you do not have yourself. Ask somebody who has it.`,
    { extra: { permission: beyond } },
  );
}

/** @throws `installation_only` (403) */
export function refuseUnlessInstallation(actor: Actor, what: string): void {
  if (actor.installationAdmin) return;
  throw new DomainError(
    'forbidden',
    'installation_only',
    `${what} is for administrators of the installation. Ask one of them.`,
  );
}

function lastAdmin(tenants: readonly string[]): DomainError {
  const where = tenants.length > 0 ? `of ${tenants.join(', ')}` : 'of the installation';
  return new DomainError(
    'conflict',
    'last_admin',
    `This would take away the last administrator ${where}. Make somebody else one first.`,
  );
}
