import { Injectable } from '@nestjs/common';
import type { TenantLimitNumbers } from '@legator/contracts';
import type { Tx } from '@legator/core';

const COLUMNS = `max_probes as probes, max_api_keys as api_keys, max_users as users,
  max_commands_per_minute as commands_per_minute`;

/** The numbers of each tenant, and what `auth` itself counts. */
@Injectable()
export class LimitsStore {
  async read(tx: Tx, tenantId: string): Promise<TenantLimitNumbers> {
    const [row] = await tx.query(`select ${COLUMNS} from auth_tenant_limit where tenant_id = $1`, [tenantId]);
    return row ?? {};
  }

  async write(tx: Tx, tenantId: string, limits: TenantLimitNumbers, by: string): Promise<void> {
    const { probes, api_keys: keys, users, commands_per_minute: commands } = limits;
    await tx.query(
      `insert into auth_tenant_limit (tenant_id, max_probes, max_api_keys, max_users, max_commands_per_minute, changed_by)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id) do update set max_probes = $2, max_api_keys = $3, max_users = $4,
         max_commands_per_minute = $5, changed_at = now(), changed_by = $6`,
      [tenantId, ...[probes, keys, users, commands].map((one) => one ?? null), by],
    );
  }

  async isTenant(tx: Tx, tenantId: string): Promise<boolean> {
    return (await tx.query('select 1 from auth_tenant where id = $1', [tenantId])).length > 0;
  }

  /** Locks the tenant, so that changes of its limits follow each other. @returns whether there is one */
  async lockTenant(tx: Tx, tenantId: string): Promise<boolean> {
    const found = await tx.query('select id from auth_tenant where id = $1 for update', [tenantId]);
    return found.length > 0;
  }

  /** Those that could sign in; of a key and the one that took its place, the newer. */
  async keys(tx: Tx, tenantId: string): Promise<number> {
    return count(
      tx,
      `select count(*)::int as n from auth_api_key where tenant_id = $1 and revoked_at is null and replaced_by is null
         and (expires_at is null or expires_at > now())`,
      tenantId,
    );
  }

  async people(tx: Tx, tenantId: string): Promise<number> {
    return count(
      tx,
      `select count(*)::int as n from auth_membership where tenant_id = $1 and state = 'active'`,
      tenantId,
    );
  }
}

async function count(tx: Tx, sql: string, tenantId: string): Promise<number> {
  const [row] = await tx.query(sql, [tenantId]);
  return row.n;
}
