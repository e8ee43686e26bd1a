import { Injectable } from '@nestjs/common';
import { BUILT_IN_ROLES, isBuiltInRole } from '@legator/contracts';
import type { Permission } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import type { Tx } from '@legator/core';

export interface CustomRole {
  readonly name: string;
  readonly permissions: Permission[];
  readonly description: string;
}

/** A tenant's own roles. Every statement names the tenant, so it is right for a worker as well. */
@Injectable()
export class RolesStore {
  list(tx: Tx, tenantId: string): Promise<CustomRole[]> {
    return tx.query(
      'select name, permissions, description from auth_role where tenant_id = $1 order by name limit 1000',
      [tenantId],
    );
  }

  async find(tx: Tx, tenantId: string, name: string): Promise<CustomRole | undefined> {
    const [row]: CustomRole[] = await tx.query(
      'select name, permissions, description from auth_role where tenant_id = $1 and name = $2',
      [tenantId, name],
    );
    return row;
  }

  /** What a role allows, built-in or not. @throws `invalid` at `role` for one that the tenant does not have */
  async permissionsOf(tx: Tx, tenantId: string, name: string): Promise<readonly Permission[]> {
    if (isBuiltInRole(name)) return BUILT_IN_ROLES[name].permissions;
    const found = await this.find(tx, tenantId, name);
    if (!found) throw invalidAt('role', `there is no role ${name}`, 'unknown_role');
    return found.permissions;
  }

  /** How many people have each role. */
  async members(tx: Tx, tenantId: string): Promise<Map<string, number>> {
    const rows: { role: string; count: number }[] = await tx.query(
      'select role, count(*)::int as count from auth_membership where tenant_id = $1 group by role',
      [tenantId],
    );
    return new Map(rows.map(({ role, count }) => [role, count]));
  }

  /** Invitations that wait and would give it. */
  async invited(tx: Tx, tenantId: string, name: string, now: Date): Promise<number> {
    const [{ count }] = await tx.query(
      `select count(*)::int as count from auth_invitation
       where tenant_id = $1 and role = $2 and accepted_at is null and revoked_at is null and expires_at > $3`,
      [tenantId, name, now],
    );
    return count;
  }

  /** Service accounts that go by it; whoever gave the name to another role later would give it to them. */
  async accounts(tx: Tx, tenantId: string, name: string): Promise<number> {
    const [{ count }] = await tx.query(
      `select count(*)::int as count from auth_service_account
       where tenant_id = $1 and role = $2 and removed_at is null`,
      [tenantId, name],
    );
    return count;
  }

  async insert(tx: Tx, tenantId: string, role: CustomRole): Promise<void> {
    await tx.query(
      'insert into auth_role (tenant_id, name, permissions, description) values ($1, $2, $3, $4)',
      [tenantId, role.name, role.permissions, role.description],
    );
  }

  async update(tx: Tx, tenantId: string, role: CustomRole): Promise<void> {
    await tx.query(
      'update auth_role set permissions = $3, description = $4 where tenant_id = $1 and name = $2',
      [tenantId, role.name, role.permissions, role.description],
    );
  }

  async remove(tx: Tx, tenantId: string, name: string): Promise<void> {
    await tx.query('delete from auth_role where tenant_id = $1 and name = $2', [tenantId, name]);
  }
}
