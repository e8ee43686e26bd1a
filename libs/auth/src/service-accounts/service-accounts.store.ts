import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { rightsOf } from '../keys/key-bounds.js';
import type { ServiceAccount } from './service-account.js';

type Row = Omit<ServiceAccount, 'rights'> & { readonly rolePermissions: ServiceAccount['permissions'] };

const ACCOUNT = `
  select a.id, a.name, a.description, a.permissions, a.role, a.created_by as "createdBy",
    a.created_at as "createdAt", a.disabled_at as "disabledAt", r.permissions as "rolePermissions",
    k.keys, k.last as "lastUsedAt"
  from auth_service_account a
  left join auth_role r on r.tenant_id = a.tenant_id and r.name = a.role
  cross join lateral (
    select count(*) filter (where revoked_at is null and (expires_at is null or expires_at > now()))::int as keys,
      max(last_used_at) as last
    from auth_api_key where tenant_id = a.tenant_id and service_account_id = a.id
  ) k
  where a.removed_at is null`;

type Written = Pick<ServiceAccount, 'id' | 'name' | 'description' | 'permissions' | 'role' | 'disabledAt'>;

@Injectable()
export class ServiceAccountsStore {
  async list(tx: Tx): Promise<ServiceAccount[]> {
    const rows: Row[] = await tx.query(`${ACCOUNT} order by lower(a.name), a.id limit 1000`);
    return rows.map(withRights);
  }

  async find(tx: Tx, id: string): Promise<ServiceAccount | undefined> {
    const [row]: Row[] = await tx.query(`${ACCOUNT} and a.id = $1`, [id]);
    return row && withRights(row);
  }

  /** The same for somebody who gives it a key: it is neither changed nor removed before the key is there. */
  async hold(tx: Tx, id: string): Promise<ServiceAccount | undefined> {
    await tx.query('select 1 from auth_service_account where id = $1 for share', [id]);
    return this.find(tx, id);
  }

  /** The same for somebody who changes it: one after the other, and not while it gets a key. */
  async lock(tx: Tx, id: string): Promise<ServiceAccount | undefined> {
    await tx.query('select 1 from auth_service_account where id = $1 for update', [id]);
    return this.find(tx, id);
  }

  /** Whether a role of this name was made in this tenant. */
  async customRole(tx: Tx, name: string): Promise<ServiceAccount['permissions'] | undefined> {
    const [row]: { permissions: ServiceAccount['permissions'] }[] = await tx.query(
      'select permissions from auth_role where name = $1',
      [name],
    );
    return row?.permissions;
  }

  /** Whether another account that is still there has the name, however it is written. */
  async nameTaken(tx: Tx, name: string, besides: string): Promise<boolean> {
    // Two who take the same name at once are told apart by this lock, and in any case by the index.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('service account ' || lower($1), 0))`, [
      name,
    ]);
    const rows: unknown[] = await tx.query(
      'select 1 from auth_service_account where lower(name) = lower($1) and id <> $2 and removed_at is null',
      [name, besides],
    );
    return rows.length > 0;
  }

  async insert(
    tx: Tx,
    account: Written & Pick<ServiceAccount, 'createdBy' | 'createdAt'> & { readonly tenantId: string },
  ): Promise<void> {
    const { id, tenantId, name, description, permissions, role, createdBy, createdAt } = account;
    await tx.query(
      `insert into auth_service_account (id, tenant_id, name, description, permissions, role, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, tenantId, name, description, permissions, role, createdBy, createdAt],
    );
  }

  async update(tx: Tx, account: Written): Promise<void> {
    const { id, name, description, permissions, role, disabledAt } = account;
    await tx.query(
      `update auth_service_account set name = $2, description = $3, permissions = $4, role = $5, disabled_at = $6
       where id = $1`,
      [id, name, description, permissions, role, disabledAt],
    );
  }

  async remove(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('update auth_service_account set removed_at = $2 where id = $1', [id, at]);
  }
}

function withRights({ rolePermissions, ...account }: Row): ServiceAccount {
  return { ...account, rights: rightsOf(account.role, account.permissions ?? rolePermissions) };
}
