import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** Somebody as the sign-in needs them. */
export interface SigningUser {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly state: 'active' | 'disabled';
  readonly installationAdmin: boolean;
  readonly passkeys: number;
}

export interface UserTenant {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface NewUser {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
}

const SIGNING = `u.id, u.username, u.display_name as "displayName", u.password_hash as "passwordHash", u.state,
  u.installation_admin as "installationAdmin",
  (select count(*)::int from auth_passkey p where p.user_id = u.id) as passkeys`;

/** People, wherever they belong; for the sign-in, before a tenant is known. All of it runs as a worker. */
@Injectable()
export class UsersStore {
  async byUsername(tx: Tx, username: string): Promise<SigningUser | undefined> {
    const [row]: SigningUser[] = await tx.query(
      `select ${SIGNING} from auth_user u where lower(u.username) = lower($1)`,
      [username],
    );
    return row;
  }

  async byId(tx: Tx, id: string): Promise<SigningUser | undefined> {
    const [row]: SigningUser[] = await tx.query(`select ${SIGNING} from auth_user u where u.id = $1`, [id]);
    return row;
  }

  /** Where somebody may work, the tenant they were last in first. */
  tenantsOf(tx: Tx, userId: string): Promise<UserTenant[]> {
    return tx.query(
      `select t.id, t.name, m.role from auth_membership m join auth_tenant t on t.id = m.tenant_id
       where m.user_id = $1 and m.state = 'active' and t.state = 'active'
       order by (select max(s.seen_at) from auth_session s where s.user_id = $1 and s.tenant_id = t.id) desc nulls last,
         m.created_at, t.id`,
      [userId],
    );
  }

  async any(tx: Tx): Promise<boolean> {
    const [{ found }] = await tx.query('select exists (select from auth_user) as found');
    return found;
  }

  /** The very first person: administers the installation and the first tenant. @returns whether they are the first */
  async insertFirst(tx: Tx, user: NewUser, tenantId: string): Promise<boolean> {
    // Two at once: the second waits here and then finds the first.
    await tx.query('lock table auth_user in share row exclusive mode');
    if (await this.any(tx)) return false;
    await tx.query(
      `insert into auth_user (id, username, display_name, email, password_hash, password_changed_at, installation_admin, created_at)
       values ($1, $2, $3, $4, $5, $6, true, $6)`,
      [user.id, user.username, user.displayName, user.email, user.passwordHash, user.createdAt],
    );
    await tx.query(
      `insert into auth_membership (tenant_id, user_id, role, created_by) values ($1, $2, 'admin', 'set-up')`,
      [tenantId, user.id],
    );
    return true;
  }

  async signedIn(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('update auth_user set last_login_at = $2 where id = $1', [id, at]);
  }

  /** Active people of the transaction's tenant whose role allows it, as ids. */
  async holding(tx: Tx, permission: Permission, builtIn: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select u.id from auth_membership m
       join auth_user u on u.id = m.user_id and u.state = 'active'
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       where m.state = 'active' and m.tenant_id = current_setting('app.tenant', true)
         and (m.role = any($2) or r.permissions && array[$1, 'admin'])`,
      [permission, builtIn],
    );
    return rows.map(({ id }) => id);
  }
}
