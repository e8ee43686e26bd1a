import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { ApiKeysStore } from '../api-keys.store.js';
import { permissionsOf } from '../sessions/sessions.service.js';

export interface ListedInvitation {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly acceptedBy: string | null;
  readonly revokedAt: Date | null;
}

/** One that can be accepted. */
export interface OpenInvitation {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly name: string;
  readonly role: string;
  /** As `personId` writes it. */
  readonly createdBy: string;
  /** Of the key that made it; nothing when a person did. */
  readonly keyName: string | null;
  readonly expiresAt: Date;
}

const OPEN = 'i.accepted_at is null and i.revoked_at is null';

/** Invitations; only the hash of what their links hold is kept. */
@Injectable()
export class InvitationsStore {
  constructor(private readonly keys: ApiKeysStore) {}

  /** In the transaction of the tenant: the newest first, those that are over as well. */
  list(tx: Tx, id?: string): Promise<ListedInvitation[]> {
    return tx.query(
      `select i.id, i.name, i.role, coalesce(u.username, k.name, i.created_by) as "createdBy",
         i.created_at as "createdAt", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
         coalesce(a.username, i.accepted_by::text) as "acceptedBy", i.revoked_at as "revokedAt"
       from auth_invitation i
       left join auth_user u on i.created_by = 'user:' || u.id
       left join auth_api_key k on i.created_by = 'key:' || k.id
       left join auth_user a on a.id = i.accepted_by
       where i.tenant_id = current_setting('app.tenant', true) and ($1::uuid is null or i.id = $1)
       order by i.created_at desc, i.id desc limit 500`,
      [id ?? null],
    );
  }

  async insert(
    tx: Tx,
    row: {
      id: string;
      tenantId: string;
      hash: Buffer;
      name: string;
      role: string;
      createdBy: string;
      createdAt: Date;
      expiresAt: Date;
    },
  ): Promise<void> {
    await tx.query(
      `insert into auth_invitation (id, tenant_id, hash, name, role, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.tenantId, row.hash, row.name, row.role, row.createdBy, row.createdAt, row.expiresAt],
    );
  }

  /** In the transaction of the tenant. @returns it, unless there is none that is open */
  async revoke(tx: Tx, id: string, at: Date): Promise<{ name: string; role: string } | undefined> {
    const [row] = await tx.query(
      `with revoked as (
         update auth_invitation i set revoked_at = $2
         where i.id = $1 and i.tenant_id = current_setting('app.tenant', true) and ${OPEN} returning i.name, i.role)
       select * from revoked`,
      [id, at],
    );
    return row;
  }

  /** As a worker, before a tenant is known: only while it can be accepted, in a tenant that is active. */
  async open(tx: Tx, hash: Buffer, now: Date): Promise<OpenInvitation | undefined> {
    const [row]: OpenInvitation[] = await tx.query(
      `select i.id, i.tenant_id as "tenantId", t.name as "tenantName", i.name, i.role, i.created_by as "createdBy",
         k.name as "keyName", i.expires_at as "expiresAt"
       from auth_invitation i join auth_tenant t on t.id = i.tenant_id and t.state = 'active'
       left join auth_api_key k on k.tenant_id = i.tenant_id and i.created_by = 'key:' || k.id
       where i.hash = $1 and ${OPEN} and i.expires_at > $2`,
      [hash, now],
    );
    return row;
  }

  /** As a worker: uses it up. @returns whether it was there to be used */
  async accept(tx: Tx, id: string, userId: string, now: Date): Promise<boolean> {
    const [, count] = await tx.query(
      `update auth_invitation i set accepted_at = $3, accepted_by = $2 where i.id = $1 and ${OPEN} and i.expires_at > $3`,
      [id, userId, now],
    );
    return count === 1;
  }

  /** As a worker: what whoever made it may do now in the tenant; nothing when they are gone. */
  async rightsOfMaker(
    tx: Tx,
    { tenantId, createdBy }: Pick<OpenInvitation, 'tenantId' | 'createdBy'>,
    now: Date,
  ): Promise<readonly Permission[]> {
    const [type, id] = createdBy.split(':');
    if (type === 'local') return ['admin'];
    if (type === 'user') {
      const [row] = await tx.query(
        `select m.role, r.permissions as custom from auth_membership m
         join auth_user u on u.id = m.user_id and u.state = 'active'
         left join auth_role r on r.tenant_id = m.tenant_id and r.name = m.role
         where m.tenant_id = $1 and m.user_id = $2 and m.state = 'active'`,
        [tenantId, id],
      );
      return row ? permissionsOf(row) : [];
    }
    return this.keys.rightsNow(tx, tenantId, id!, now);
  }
}
