import { Injectable } from '@nestjs/common';
import type { TenantState } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly contactEmail: string;
  readonly organizationId: string;
  readonly state: TenantState;
  readonly createdAt: Date;
  readonly members: number;
  /** What whoever asks is there. */
  readonly role: string | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly tenants: number;
}

export interface Member {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly state: 'active' | 'disabled';
  readonly enabled: boolean;
  readonly createdAt: Date;
}

/** Tenants, organisations and who belongs where. All of it runs as a worker, so every statement names the tenant. */
@Injectable()
export class TenantsStore {
  /** `all`, or those where the person belongs, and the one named. What was closed for good is not among them. */
  list(
    tx: Tx,
    who: { userId: string | null; tenantId: string; all: boolean; id?: string },
  ): Promise<Tenant[]> {
    return tx.query(
      `select t.id, t.name, t.contact_email as "contactEmail", t.organization_id as "organizationId", t.state,
         t.created_at as "createdAt", m.role,
         (select count(*)::int from auth_membership c where c.tenant_id = t.id) as members
       from auth_tenant t
       left join auth_membership m on m.tenant_id = t.id and m.user_id = $1 and m.state = 'active'
       where t.state <> 'archived' and ($3 or m.user_id is not null or t.id = $2) and ($4::text is null or t.id = $4)
       order by lower(t.name), t.id limit 1000`,
      [who.userId, who.tenantId, who.all, who.id ?? null],
    );
  }

  /** Locks it. */
  async take(tx: Tx, id: string): Promise<Omit<Tenant, 'members' | 'role'> | undefined> {
    const [row] = await tx.query(
      `select id, name, contact_email as "contactEmail", organization_id as "organizationId", state, created_at as "createdAt"
       from auth_tenant where id = $1 and state <> 'archived' for update`,
      [id],
    );
    return row;
  }

  /** @returns whether the id was free; those of tenants that were closed stay taken */
  async insert(
    tx: Tx,
    tenant: { id: string; name: string; contactEmail: string; organizationId: string },
  ): Promise<boolean> {
    const rows = await tx.query(
      `insert into auth_tenant (id, name, contact_email, organization_id) values ($1, $2, $3, $4)
       on conflict do nothing returning id`,
      [tenant.id, tenant.name, tenant.contactEmail, tenant.organizationId],
    );
    return rows.length === 1;
  }

  /** A missing field is left alone. */
  async change(
    tx: Tx,
    id: string,
    fields: { name?: string; contactEmail?: string; organizationId?: string; state?: TenantState },
  ): Promise<void> {
    await tx.query(
      `update auth_tenant set name = coalesce($2, name), contact_email = coalesce($3, contact_email),
         organization_id = coalesce($4, organization_id), state = coalesce($5, state) where id = $1`,
      [
        id,
        fields.name ?? null,
        fields.contactEmail ?? null,
        fields.organizationId ?? null,
        fields.state ?? null,
      ],
    );
  }

  /** `only`: the organisation of that tenant, which is not told how many others there are. */
  organizations(tx: Tx, only?: string): Promise<Organization[]> {
    return tx.query(
      `select o.id, o.name, o.created_at as "createdAt",
         (select count(*)::int from auth_tenant t where t.organization_id = o.id and t.state <> 'archived'
           and ($1::text is null or t.id = $1)) as tenants
       from auth_organization o
       where $1::text is null or o.id = (select organization_id from auth_tenant where id = $1)
       order by lower(o.name), o.id limit 1000`,
      [only ?? null],
    );
  }

  async hasOrganization(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query('select from auth_organization where id = $1', [id]);
    return rows.length === 1;
  }

  async insertOrganization(tx: Tx, { id, name }: { id: string; name: string }): Promise<boolean> {
    const rows = await tx.query(
      'insert into auth_organization (id, name) values ($1, $2) on conflict do nothing returning id',
      [id, name],
    );
    return rows.length === 1;
  }

  members(tx: Tx, tenantId: string): Promise<Member[]> {
    return tx.query(
      `select u.id as "userId", u.username, u.display_name as "displayName", m.role, m.state,
         u.state = 'active' as enabled, m.created_at as "createdAt"
       from auth_membership m join auth_user u on u.id = m.user_id
       where m.tenant_id = $1 order by lower(u.username) limit 5000`,
      [tenantId],
    );
  }

  /** Where somebody belongs. */
  async tenantsOf(tx: Tx, userId: string): Promise<{ id: string; role: string }[]> {
    return tx.query(
      `select m.tenant_id as id, m.role from auth_membership m where m.user_id = $1 order by m.tenant_id for update`,
      [userId],
    );
  }
}
