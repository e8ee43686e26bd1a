import { Injectable } from '@nestjs/common';
import { isBuiltInRole } from '@legator/contracts';
import type { OidcSettings } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface StoredSettings {
  readonly settings: Partial<OidcSettings>;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** The one row with the settings; it belongs to the first tenant. */
@Injectable()
export class OidcSettingsStore {
  async find(tx: Tx): Promise<StoredSettings | undefined> {
    const [row] = await tx.query('select settings, changed_at, changed_by from auth_oidc');
    return row && { settings: row.settings, changedAt: row.changed_at, changedBy: row.changed_by };
  }

  async save(tx: Tx, tenantId: string, { settings, changedAt, changedBy }: StoredSettings): Promise<void> {
    await tx.query(
      `insert into auth_oidc (tenant_id, settings, changed_at, changed_by) values ($1, $2, $3, $4)
       on conflict (tenant_id) do update set settings = excluded.settings, changed_at = excluded.changed_at,
         changed_by = excluded.changed_by`,
      [tenantId, JSON.stringify(settings), changedAt, changedBy],
    );
  }

  /** @returns whether there were any */
  async remove(tx: Tx): Promise<boolean> {
    const gone = await tx.query('with gone as (delete from auth_oidc returning 1) select * from gone');
    return gone.length > 0;
  }

  async tenantExists(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query(`select from auth_tenant where id = $1 and state = 'active'`, [id])).length > 0;
  }

  /** Whether a tenant has a role of that name; for a worker. */
  async roles(tx: Tx, tenantId: string): Promise<(name: string) => boolean> {
    const rows: { name: string }[] = await tx.query('select name from auth_role where tenant_id = $1', [
      tenantId,
    ]);
    const custom = new Set(rows.map(({ name }) => name));
    return (name) => isBuiltInRole(name) || custom.has(name);
  }

  /** Until the transaction ends, nobody else makes the key of sign-ins. */
  async lockCookieKey(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [7_305_911_209]);
  }

  /** Marks a sign-in as used. @returns when, by the clock of the database, if it is the first time; for a worker */
  async useOnce(tx: Tx, hash: Buffer, until: Date): Promise<Date | undefined> {
    const [row]: { at: Date }[] = await tx.query(
      `with used as (
         insert into auth_once (hash, purpose, expires_at) values ($1, 'oidc_used', $2)
         on conflict (hash) do nothing returning created_at as at)
       select * from used`,
      [hash, until],
    );
    await tx.query(
      `delete from auth_once where purpose = 'oidc_used' and expires_at < now() - interval '10 minutes'`,
    );
    return row?.at;
  }
}
