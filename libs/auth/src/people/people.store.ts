import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { TenantLimits } from '@legator/core';
import type { Tx } from '@legator/core';

/** Somebody as a member of a tenant. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly state: 'active' | 'disabled';
  readonly installationAdmin: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
  readonly role: string;
  /** Of a role of the tenant's own. */
  readonly custom: readonly Permission[] | null;
  readonly memberState: 'active' | 'disabled';
  readonly belongsElsewhere: boolean;
  readonly sessions: number;
  readonly lastSeen: Date | null;
}

/** Whoever a change is about, locked; outside of the tenant only an administrator of the installation meets them. */
export interface Target {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly state: 'active' | 'disabled';
  readonly installationAdmin: boolean;
  readonly role: string | null;
  readonly custom: readonly Permission[] | null;
  readonly memberState: 'active' | 'disabled' | null;
  readonly belongsElsewhere: boolean;
}

export interface NewPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
}

const MOST_LISTED = 5_000;

/** People of one tenant. Whatever runs here as a worker names the tenant in every statement. */
@Injectable()
export class PeopleStore {
  constructor(private readonly limits: TenantLimits) {}

  /** In the transaction of their tenant. `sessionsSince`: from when on a sign-in without use is over. */
  list(
    tx: Tx,
    { id, now, sessionsSince }: { id?: string; now: Date; sessionsSince: Date },
  ): Promise<Person[]> {
    return tx.query(
      `select u.id, u.username, u.display_name as "displayName", u.email, u.state,
         u.installation_admin as "installationAdmin", u.must_change_password as "mustChangePassword",
         u.created_at as "createdAt", u.last_login_at as "lastLoginAt", m.role, r.permissions as custom,
         m.state as "memberState", auth_belongs_elsewhere(u.id) as "belongsElsewhere",
         s.open as sessions, s.last as "lastSeen"
       from auth_membership m join auth_user u on u.id = m.user_id
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       cross join lateral (
         select count(*) filter (where revoked_at is null and expires_at > $2 and seen_at > $3)::int as open,
           max(seen_at) as last
         from auth_session where user_id = u.id and tenant_id = m.tenant_id) s
       where m.tenant_id = current_setting('app.tenant', true) and ($1::uuid is null or u.id = $1)
       order by lower(u.username) limit ${MOST_LISTED}`,
      [id ?? null, now, sessionsSince],
    );
  }

  /** By what each of them signs in; asked of accounts that the caller has found in their tenant. */
  async methodsOf(
    tx: Tx,
    ids: readonly string[],
  ): Promise<Map<string, { password: boolean; passkey: boolean; oidc: boolean }>> {
    const rows: { id: string; password: boolean; passkey: boolean; oidc: boolean }[] = await tx.query(
      `select u.id, u.password_hash is not null as password,
         exists (select from auth_passkey p where p.user_id = u.id) as passkey,
         exists (select from auth_identity i where i.user_id = u.id) as oidc
       from auth_user u where u.id = any($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, ...methods }) => [id, methods]));
  }

  /** As a worker: locks the account, so that two changes of it are served in turn. */
  async take(tx: Tx, id: string, tenantId: string): Promise<Target | undefined> {
    const [row]: Target[] = await tx.query(
      `select u.id, u.username, u.display_name as "displayName", u.email, u.state,
         u.installation_admin as "installationAdmin", m.role, r.permissions as custom, m.state as "memberState",
         exists (select from auth_membership e where e.user_id = u.id and e.tenant_id <> $2) as "belongsElsewhere"
       from auth_user u left join auth_membership m on m.user_id = u.id and m.tenant_id = $2
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       where u.id = $1 for update of u`,
      [id, tenantId],
    );
    return row;
  }

  /** In the transaction of their tenant. */
  async membership(
    tx: Tx,
    id: string,
  ): Promise<
    | {
        username: string;
        role: string;
        custom: readonly Permission[] | null;
        installationAdmin: boolean;
        belongsElsewhere: boolean;
      }
    | undefined
  > {
    const [row] = await tx.query(
      `select u.username, m.role, r.permissions as custom, u.installation_admin as "installationAdmin",
         auth_belongs_elsewhere(u.id) as "belongsElsewhere"
       from auth_membership m join auth_user u on u.id = m.user_id
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       where m.user_id = $1 and m.tenant_id = current_setting('app.tenant', true)`,
      [id],
    );
    return row;
  }

  async insertUser(tx: Tx, user: NewPerson): Promise<void> {
    await tx.query(
      `insert into auth_user (id, username, display_name, email, password_hash, password_changed_at,
         must_change_password, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $6)`,
      [
        user.id,
        user.username,
        user.displayName,
        user.email,
        user.passwordHash,
        user.createdAt,
        user.mustChangePassword,
      ],
    );
  }

  /** @returns whether they did not belong there before. @throws `tenant_limit` (409) */
  async join(
    tx: Tx,
    membership: { tenantId: string; userId: string; role: string; by: string; at: Date },
  ): Promise<boolean> {
    const { tenantId, userId, role, by, at } = membership;
    await this.limits.makeRoom(tx, tenantId, 'users');
    const rows = await tx.query(
      `insert into auth_membership (tenant_id, user_id, role, created_by, created_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning user_id`,
      [tenantId, userId, role, by, at],
    );
    return rows.length === 1;
  }

  async setRole(tx: Tx, tenantId: string, userId: string, role: string): Promise<void> {
    await tx.query('update auth_membership set role = $3 where tenant_id = $1 and user_id = $2', [
      tenantId,
      userId,
      role,
    ]);
  }

  /** Whoever comes back takes a place again. @throws `tenant_limit` (409) */
  async setMemberState(tx: Tx, tenantId: string, userId: string, state: string): Promise<void> {
    if (state === 'active') {
      const away = await tx.query(
        `select from auth_membership where tenant_id = $1 and user_id = $2 and state <> 'active' for update`,
        [tenantId, userId],
      );
      await this.limits.makeRoom(tx, tenantId, 'users', away.length);
    }
    await tx.query(
      'update auth_membership set state = $3, suspended_by = null where tenant_id = $1 and user_id = $2',
      [tenantId, userId, state],
    );
  }

  async leave(tx: Tx, tenantId: string, userId: string): Promise<void> {
    await tx.query('delete from auth_membership where tenant_id = $1 and user_id = $2', [tenantId, userId]);
  }

  /** As a worker; what belongs to the account goes with it. */
  async deleteUser(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from auth_user where id = $1', [id]);
  }

  /** As a worker. A missing field is left alone. */
  async change(
    tx: Tx,
    id: string,
    fields: { displayName?: string; email?: string | null; installationAdmin?: boolean; state?: string },
  ): Promise<void> {
    await tx.query(
      `update auth_user set display_name = coalesce($2, display_name),
         email = case when $3 then $4 else email end,
         installation_admin = coalesce($5, installation_admin), state = coalesce($6, state)
       where id = $1`,
      [
        id,
        fields.displayName ?? null,
        fields.email !== undefined,
        fields.email ?? null,
        fields.installationAdmin ?? null,
        fields.state ?? null,
      ],
    );
  }

  /** As a worker. */
  async setPassword(
    tx: Tx,
    id: string,
    password: { hash: string; mustChange: boolean; at: Date },
  ): Promise<void> {
    await tx.query(
      `update auth_user set password_hash = $2, must_change_password = $3, password_changed_at = $4 where id = $1`,
      [id, password.hash, password.mustChange, password.at],
    );
  }
}

/** Whether the database refused a second row of the same name. */
export function isDuplicate(error: unknown): boolean {
  return (error as { driverError?: { code?: string } })?.driverError?.code === '23505';
}
