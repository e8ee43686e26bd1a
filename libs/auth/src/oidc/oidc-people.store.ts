import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TenantLimits } from '@legator/core';
import type { Tx } from '@legator/core';
import { INSTALLATION_ADMINS, takeTurn } from '../people/rights-guard.js';

export interface KnownIdentity {
  readonly userId: string;
  readonly username: string;
  readonly state: 'active' | 'disabled';
}

export interface Membership {
  readonly role: string;
  readonly state: 'active' | 'disabled';
  /** It was the provider that disabled it. */
  readonly isWithdrawn: boolean;
}

export interface ProvisionedUser {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
}

/** One after the other who comes with these very texts; given back with the end of the transaction. */
export async function turnOf(tx: Tx, ...texts: readonly string[]): Promise<void> {
  const number = createHash('sha256').update(JSON.stringify(texts)).digest().readBigInt64BE();
  await tx.query('select pg_advisory_xact_lock($1)', [number.toString()]);
}

/** People who sign in by a provider. All of it runs as a worker: it comes before a tenant is known. */
@Injectable()
export class OidcPeopleStore {
  constructor(private readonly limits: TenantLimits) {}

  /** By issuer and subject and by nothing else; until the transaction ends, nobody else admits the same one. */
  async takeIdentity(tx: Tx, issuer: string, subject: string): Promise<KnownIdentity | undefined> {
    await turnOf(tx, issuer, subject);
    const [row]: KnownIdentity[] = await tx.query(
      `select i.user_id as "userId", u.username, u.state from auth_identity i join auth_user u on u.id = i.user_id
       where i.issuer = $1 and i.subject = $2`,
      [issuer, subject],
    );
    return row;
  }

  async seen(tx: Tx, issuer: string, subject: string, email: string | null, at: Date): Promise<void> {
    await tx.query(
      'update auth_identity set last_login_at = $3, email = $4 where issuer = $1 and subject = $2',
      [issuer, subject, at, email],
    );
  }

  async anybody(tx: Tx): Promise<boolean> {
    const [{ found }] = await tx.query('select exists (select from auth_user) as found');
    return found;
  }

  /** Those of these names that somebody has, in small letters. Until the transaction ends, no other provisioning takes one. */
  async namesLike(tx: Tx, name: string): Promise<Set<string>> {
    await tx.query('select pg_advisory_xact_lock($1)', [7_305_911_210]);
    const rows: { name: string }[] = await tx.query(
      `select lower(username) as name from auth_user where lower(username) = lower($1) or starts_with(lower(username), lower($2))`,
      [name, name.slice(0, 90)],
    );
    return new Set(rows.map((row) => row.name));
  }

  async insert(
    tx: Tx,
    user: ProvisionedUser,
    identity: { id: string; issuer: string; subject: string },
    at: Date,
  ): Promise<void> {
    await tx.query(
      'insert into auth_user (id, username, display_name, email, created_at) values ($1, $2, $3, $4, $5)',
      [user.id, user.username, user.displayName, user.email, at],
    );
    await tx.query(
      `insert into auth_identity (id, user_id, issuer, subject, email, created_at, last_login_at)
       values ($1, $2, $3, $4, $5, $6, $6)`,
      [identity.id, user.id, identity.issuer, identity.subject, user.email, at],
    );
  }

  async membership(tx: Tx, tenantId: string, userId: string): Promise<Membership | undefined> {
    const [row]: Membership[] = await tx.query(
      `select role, state, suspended_by is not null as "isWithdrawn" from auth_membership where tenant_id = $1 and user_id = $2`,
      [tenantId, userId],
    );
    return row;
  }

  /**
   * The same, to be changed: in turn with whoever changes people. The turn comes before the row, as administrators
   * take them: each would wait for the other otherwise.
   */
  async takeMembership(tx: Tx, tenantId: string, userId: string): Promise<Membership | undefined> {
    await takeTurn(tx);
    await tx.query('select from auth_membership where tenant_id = $1 and user_id = $2 for update', [
      tenantId,
      userId,
    ]);
    return this.membership(tx, tenantId, userId);
  }

  /** @throws `tenant_limit` */
  async join(tx: Tx, tenantId: string, userId: string, role: string): Promise<void> {
    await this.limits.makeRoom(tx, tenantId, 'users');
    await tx.query(
      `insert into auth_membership (tenant_id, user_id, role, created_by) values ($1, $2, $3, 'oidc')`,
      [tenantId, userId, role],
    );
  }

  async setRole(tx: Tx, tenantId: string, userId: string, role: string): Promise<void> {
    await tx.query('update auth_membership set role = $3 where tenant_id = $1 and user_id = $2', [
      ...[tenantId, userId, role],
    ]);
  }

  /** Until the provider gives a role again, or an administrator says so. */
  async withdraw(tx: Tx, tenantId: string, userId: string): Promise<void> {
    await tx.query(
      `update auth_membership set state = 'disabled', suspended_by = 'provider' where tenant_id = $1 and user_id = $2`,
      [tenantId, userId],
    );
  }

  /** @throws `tenant_limit` */
  async giveBack(tx: Tx, tenantId: string, userId: string): Promise<void> {
    await this.limits.makeRoom(tx, tenantId, 'users');
    await tx.query(
      `update auth_membership set state = 'active', suspended_by = null where tenant_id = $1 and user_id = $2`,
      [tenantId, userId],
    );
  }

  /** Whether nobody could administer the installation without this membership; in turn, as `othersAdminister`. */
  async isLastOfInstallation(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
    await takeTurn(tx);
    const rows = await tx.query(
      `select from auth_user u where u.id = $2 and u.installation_admin and not exists (
         select from (${INSTALLATION_ADMINS}) o where o.tenant_id <> $1 or o.user_id <> $2)`,
      [tenantId, userId],
    );
    return rows.length > 0;
  }

  /** Whether anybody else who can sign in administers the tenant. Two who lose the role at once are served in turn. */
  async othersAdminister(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
    // Also in turn with administrators who disable accounts or change roles by hand.
    await takeTurn(tx);
    const rows: { userId: string; state: string }[] = await tx.query(
      `select m.user_id as "userId", u.state from auth_membership m join auth_user u on u.id = m.user_id
       where m.tenant_id = $1 and m.state = 'active' and (m.role = 'admin' or exists (
         select from auth_role r where r.tenant_id = m.tenant_id and r.name = m.role and 'admin' = any(r.permissions)))
       order by m.user_id for update of m`,
      [tenantId],
    );
    return rows.some((row) => row.userId !== userId && row.state === 'active');
  }

  /** Whether a role holds everything. */
  async administers(tx: Tx, tenantId: string, role: string): Promise<boolean> {
    if (role === 'admin') return true;
    const rows = await tx.query(
      `select from auth_role where tenant_id = $1 and name = $2 and 'admin' = any(permissions)`,
      [tenantId, role],
    );
    return rows.length > 0;
  }
}
