import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Permission } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { ApiKey } from './api-key.entity.js';
import type { MakerType } from './api-key.entity.js';
import { boundOf, effectiveRights } from './keys/key-bounds.js';
import type { BoundRow, KeyBound } from './keys/key-bounds.js';

/** A key as a request needs it. */
export interface FoundKey {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly grants: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** What its owner may do now; absent when nobody stands above it. */
  readonly bound?: KeyBound;
}

/** A key as people see it. */
export type ListedKey = Omit<ApiKey, 'hash'> & {
  readonly bound?: KeyBound;
  readonly accountName: string | null;
};

/** Who answers for a key, and what a key made with it may not outdo. */
export interface KeyMaker {
  readonly type: MakerType | null;
  readonly id: string | null;
  /** What people called them when the first of their keys was made. */
  readonly name: string;
  readonly serviceAccountId: string | null;
  readonly grants: readonly string[];
}

/** The same as the look-up before a tenant is known, under row-level security. */
const LISTED = `
  select k.id, k.tenant_id as "tenantId", k.name, k.prefix, k.permissions, k.grants, k.description,
    k.created_by as "createdBy", k.made_by_type as "madeByType", k.made_by_id as "madeById",
    k.made_with as "madeWith", k.service_account_id as "serviceAccountId", k.created_at as "createdAt",
    k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt",
    k.replaced_by as "replacedBy", a.name as "accountName",
    k.made_by_type, u.state = 'active' and m.state = 'active' as person_active, m.role as person_role,
    mr.permissions as person_permissions, a.id as account_id,
    a.disabled_at is null and a.removed_at is null as account_active,
    coalesce(a.permissions, ar.permissions) as account_permissions, a.role as account_role
  from auth_api_key k
  left join auth_service_account a on a.tenant_id = k.tenant_id and a.id = k.service_account_id
  left join auth_role ar on ar.tenant_id = a.tenant_id and ar.name = a.role
  left join auth_membership m on k.made_by_type = 'user' and k.service_account_id is null
    and m.tenant_id = k.tenant_id and m.user_id::text = k.made_by_id
  left join auth_user u on u.id = m.user_id
  left join auth_role mr on mr.tenant_id = m.tenant_id and mr.name = m.role`;

@Injectable()
export class ApiKeysStore {
  /** Before a tenant is known; goes through the look-up made for it. */
  async findByHash(tx: Tx, hash: Buffer): Promise<FoundKey | undefined> {
    const [row] = await tx.query('select * from auth_find_key($1)', [hash]);
    if (!row) return undefined;
    const { id, tenant_id: tenantId, name, permissions, grants } = row;
    const bound = boundOf(row);
    return {
      ...{ id, tenantId, name, permissions, grants },
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
      ...(bound && { bound }),
    };
  }

  /** The thousand newest that were not revoked. */
  async list(tx: Tx): Promise<ListedKey[]> {
    const rows: (ListedKey & BoundRow)[] = await tx.query(
      `${LISTED} where k.revoked_at is null order by k.created_at desc limit 1000`,
    );
    return rows.map(listed);
  }

  /** One of any state. */
  async find(tx: Tx, id: string): Promise<ListedKey | undefined> {
    const [row]: (ListedKey & BoundRow)[] = await tx.query(`${LISTED} where k.id = $1`, [id]);
    return row && listed(row);
  }

  /** As a worker: what a key may do now, as far as whoever it belongs to may; nothing for one that is over. */
  async rightsNow(tx: Tx, tenantId: string, id: string, now: Date): Promise<readonly Permission[]> {
    const [row]: (ListedKey & BoundRow)[] = await tx.query(
      `${LISTED} where k.tenant_id = $1 and k.id = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $3)`,
      [tenantId, id, now],
    );
    return row ? effectiveRights(row.permissions, boundOf(row)) : [];
  }

  /** As a worker: a key that works now, in a tenant that is open. */
  async live(tx: Tx, tenantId: string, id: string, now: Date): Promise<ListedKey | undefined> {
    const [row]: (ListedKey & BoundRow)[] = await tx.query(
      `${LISTED} join auth_tenant t on t.id = k.tenant_id and t.state = 'active'
       where k.tenant_id = $1 and k.id::text = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $3)`,
      [tenantId, id, now],
    );
    return row && listed(row);
  }

  /** Who answers for what a key asks, also for one that was revoked. */
  async makerOf(tx: Tx, id: string): Promise<KeyMaker | undefined> {
    const [row]: KeyMaker[] = await tx.query(
      `select made_by_type as type, made_by_id as id, created_by as name, service_account_id as "serviceAccountId", grants
       from auth_api_key where id = $1`,
      [id],
    );
    return row;
  }

  async insert(tx: Tx, key: Omit<ApiKey, 'lastUsedAt' | 'revokedAt' | 'replacedBy'>): Promise<void> {
    await tx.insert(ApiKey, key);
  }

  /** Locks the row, so that of two who rotate or revoke it at once the second meets what the first has done. */
  async lock(tx: Tx, id: string): Promise<ApiKey | undefined> {
    return (await tx.findOne(ApiKey, { where: { id }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
  }

  /** One that the caller has locked. */
  async revoke(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.update(ApiKey, { id }, { revokedAt: at });
  }

  /** @returns those that worked until now */
  async revokeAllOf(tx: Tx, serviceAccountId: string, at: Date): Promise<{ id: string; name: string }[]> {
    const working = await tx.find(ApiKey, {
      where: { serviceAccountId, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
      order: { id: 'ASC' },
    });
    await tx.update(ApiKey, { serviceAccountId, revokedAt: IsNull() }, { revokedAt: at });
    return working.map(({ id, name }) => ({ id, name }));
  }

  /** As a worker, in all tenants: those that somebody answers for themselves. @returns those that worked until now */
  revokeOfPerson(
    tx: Tx,
    userId: string,
    at: Date,
  ): Promise<{ id: string; name: string; tenantId: string }[]> {
    return tx.query(
      `with gone as (
         update auth_api_key set revoked_at = $2
         where made_by_type = 'user' and made_by_id = $1::uuid::text and service_account_id is null
           and revoked_at is null
         returning id, name, tenant_id as "tenantId")
       select * from gone`,
      [userId, at],
    );
  }

  /** Its last time: until then, or from now on no more. */
  async replace(
    tx: Tx,
    id: string,
    by: string,
    end: { expiresAt: Date } | { revokedAt: Date },
  ): Promise<void> {
    await tx.update(ApiKey, { id }, { replacedBy: by, ...end });
  }

  /** When they were last used; a whole batch at once, across tenants. */
  async touch(tx: Tx, uses: readonly { id: string; at: Date }[]): Promise<void> {
    await tx.query(
      `update auth_api_key k set last_used_at = greatest(k.last_used_at, u.at)
       from unnest($1::uuid[], $2::timestamptz[]) as u(id, at) where k.id = u.id`,
      [uses.map(({ id }) => id), uses.map(({ at }) => at)],
    );
  }
}

function listed(row: ListedKey & BoundRow): ListedKey {
  const bound = boundOf(row);
  return { ...row, ...(bound && { bound }) };
}
