import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import type { Tx } from '@legator/core';

export type SessionKind = 'browser' | 'cli';
export type SessionMethod = 'password' | 'passkey' | 'oidc' | 'setup' | 'invitation';
export type Confirmation = 'password' | 'passkey' | 'oidc';

/** A sign-in that still holds, with all that its person may do in the tenant where they work. */
export interface FoundSession {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly tenantId: string;
  readonly role: string;
  /** Of a role of the tenant's own; nothing for built-in ones. */
  readonly custom: readonly Permission[] | null;
  readonly installationAdmin: boolean;
  readonly mustChangePassword: boolean;
  readonly kind: SessionKind;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: Confirmation | null;
  readonly hasPasskey: boolean;
  readonly hasNoPassword: boolean;
}

export interface SessionRow {
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly kind: SessionKind;
  readonly method: SessionMethod;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

/** A sign-in at the provider. */
export interface AtProvider {
  readonly issuer: string;
  /** As the provider calls it, when it does. */
  readonly session?: string | undefined;
}

export interface EndedSession {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly tenantId: string;
}

export interface NewSession extends SessionRow {
  readonly hash: Buffer;
  readonly confirmedBy: Confirmation | null;
  readonly logoutHint: string | null;
  readonly provider: AtProvider | null;
}

const LISTED = `s.id, s.tenant_id as "tenantId", s.user_id as "userId", s.kind, s.method, s.created_at as "createdAt",
  s.seen_at as "seenAt", s.expires_at as "expiresAt", s.address, s.user_agent as "userAgent"`;
const OPEN = `s.revoked_at is null and s.expires_at > $1 and s.seen_at > $2`;

const FOUND = `select s.id, s.user_id as "userId", u.username, u.display_name as "displayName",
    s.tenant_id as "tenantId", m.role, r.permissions as custom, u.installation_admin as "installationAdmin",
    u.must_change_password as "mustChangePassword", s.kind, s.seen_at as "seenAt", s.expires_at as "expiresAt",
    s.confirmed_at as "confirmedAt", s.confirmed_by as "confirmedBy",
    exists (select from auth_passkey p where p.user_id = u.id) as "hasPasskey",
    u.password_hash is null as "hasNoPassword"
  from auth_session s
  join auth_user u on u.id = s.user_id and u.state = 'active'
  join auth_membership m on m.user_id = u.id and m.tenant_id = s.tenant_id and m.state = 'active'
  join auth_tenant t on t.id = s.tenant_id and t.state = 'active'
  left join auth_role r on r.tenant_id = s.tenant_id and r.name = m.role`;

/** Sign-ins. People belong to several tenants, so all of this works across them; callers say whose it is. */
@Injectable()
export class SessionsStore {
  async insert(tx: Tx, row: NewSession): Promise<void> {
    await tx.query(
      `insert into auth_session (id, tenant_id, user_id, hash, kind, method, created_at, seen_at, expires_at,
         confirmed_at, confirmed_by, address, user_agent, logout_hint, issuer, provider_session)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        row.id,
        row.tenantId,
        row.userId,
        row.hash,
        row.kind,
        row.method,
        row.createdAt,
        row.expiresAt,
        row.confirmedBy ? row.createdAt : null,
        row.confirmedBy,
        row.address.slice(0, 100),
        row.userAgent.slice(0, 300),
        row.logoutHint,
        row.provider?.issuer ?? null,
        row.provider?.session ?? null,
      ],
    );
  }

  /** Only one that holds, of a person, a membership and a tenant that are all active. */
  async find(tx: Tx, hash: Buffer, now: Date, idleSince: Date): Promise<FoundSession | undefined> {
    const [row]: FoundSession[] = await tx.query(`${FOUND} where s.hash = $3 and ${OPEN}`, [
      now,
      idleSince,
      hash,
    ]);
    return row;
  }

  /** The same by its id, whether it holds or not. */
  async byId(tx: Tx, id: string): Promise<FoundSession | undefined> {
    const [row]: FoundSession[] = await tx.query(`${FOUND} where s.id = $1`, [id]);
    return row;
  }

  /** What somebody may do in a tenant, signed in or not; nothing unless person, membership and tenant are active. */
  async member(
    tx: Tx,
    userId: string,
    tenantId: string,
  ): Promise<Pick<FoundSession, 'username' | 'role' | 'custom' | 'mustChangePassword'> | undefined> {
    const [row] = await tx.query(
      `select u.username, m.role, r.permissions as custom, u.must_change_password as "mustChangePassword"
       from auth_user u
       join auth_membership m on m.user_id = u.id and m.tenant_id = $2 and m.state = 'active'
       join auth_tenant t on t.id = m.tenant_id and t.state = 'active'
       left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
       where u.id::text = $1 and u.state = 'active'`,
      [userId, tenantId],
    );
    return row;
  }

  /** Those that hold, of one person in all tenants, the last seen first. */
  ofUser(tx: Tx, userId: string, now: Date, idleSince: Date): Promise<SessionRow[]> {
    return tx.query(
      `select ${LISTED} from auth_session s where s.user_id = $3 and ${OPEN} order by s.seen_at desc limit 200`,
      [now, idleSince, userId],
    );
  }

  /** Those that hold in a tenant, of everybody. */
  ofTenant(
    tx: Tx,
    tenantId: string,
    now: Date,
    idleSince: Date,
  ): Promise<(SessionRow & { username: string })[]> {
    return tx.query(
      `select ${LISTED}, u.username from auth_session s join auth_user u on u.id = s.user_id
       where s.tenant_id = $3 and ${OPEN} order by s.seen_at desc limit 500`,
      [now, idleSince, tenantId],
    );
  }

  /** When they were last used, a whole batch at once; never moves backwards. */
  async touch(tx: Tx, uses: readonly { id: string; at: Date }[]): Promise<void> {
    await tx.query(
      `update auth_session s set seen_at = greatest(s.seen_at, u.at)
       from unnest($1::uuid[], $2::timestamptz[]) as u(id, at) where s.id = u.id`,
      [uses.map(({ id }) => id), uses.map(({ at }) => at)],
    );
  }

  /** Ends those that match. @returns what ended */
  async revoke(
    tx: Tx,
    which: { id?: string; userId?: string; tenantId?: string; except?: string },
    at: Date,
  ): Promise<{ id: string; userId: string; tenantId: string; logoutHint: string | null }[]> {
    return tx.query(
      `with ended as (
         update auth_session set revoked_at = $1
         where revoked_at is null and ($2::uuid is null or id = $2) and ($3::uuid is null or user_id = $3)
           and ($4::text is null or tenant_id = $4) and ($5::uuid is null or id <> $5)
           and ($2::uuid is not null or $3::uuid is not null)
         returning id, user_id as "userId", tenant_id as "tenantId", logout_hint as "logoutHint")
       select * from ended`,
      [at, which.id ?? null, which.userId ?? null, which.tenantId ?? null, which.except ?? null],
    );
  }

  /**
   * Ends what came from a sign-in at the provider: the one that is named, or all of a person. Of a person also those of
   * which the provider never said what it calls them.
   */
  revokeOfProvider(
    tx: Tx,
    { issuer, session, userId }: AtProvider & { userId?: string },
    at: Date,
  ): Promise<EndedSession[]> {
    return tx.query(
      `with ended as (
         update auth_session set revoked_at = $1
         where revoked_at is null and method = 'oidc' and coalesce(issuer, $2) = $2
           and case when $3::text is null then user_id = $4
             else (provider_session = $3 and user_id = coalesce($4, user_id))
               or (provider_session is null and user_id = $4) end
         returning id, user_id, tenant_id)
       select e.id, e.user_id as "userId", e.tenant_id as "tenantId", u.username
       from ended e join auth_user u on u.id = e.user_id`,
      [at, issuer, session ?? null, userId ?? null],
    );
  }

  /** The person signed in at the provider once more: it may call that otherwise than before. */
  async again(tx: Tx, id: string, { issuer, session }: AtProvider): Promise<void> {
    await tx.query(
      `update auth_session set issuer = $2, provider_session = $3 where id = $1 and method = 'oidc'`,
      [id, issuer, session ?? null],
    );
  }

  /** Takes the person to another of their tenants. @returns whether they belong there */
  async move(tx: Tx, id: string, userId: string, tenantId: string): Promise<boolean> {
    const [row] = await tx.query(
      `with moved as (
         update auth_session s set tenant_id = $3 from auth_membership m, auth_tenant t
         where s.id = $1 and s.user_id = $2 and m.user_id = $2 and m.tenant_id = $3 and m.state = 'active'
           and t.id = $3 and t.state = 'active'
         returning s.id)
       select * from moved`,
      [id, userId, tenantId],
    );
    return row !== undefined;
  }

  /** The person proved again to be there. */
  async confirm(tx: Tx, id: string, by: Confirmation, at: Date): Promise<void> {
    await tx.query('update auth_session set confirmed_at = $2, confirmed_by = $3 where id = $1', [
      id,
      at,
      by,
    ]);
  }

  /** Drops what ended long ago. */
  async sweep(tx: Tx, before: Date): Promise<void> {
    await tx.query('delete from auth_session where greatest(expires_at, revoked_at) < $1', [before]);
  }
}
