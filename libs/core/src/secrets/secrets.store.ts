import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { Sealed, SecretRef } from './envelope.js';

/** Any number that only secrets lock: whoever seals shares it, whoever changes keys holds it alone. */
const KEYS_LOCK = 7_305_911_207;

/** Any number that only a rotation of keys locks, so that there is one at a time. */
const ROTATION_LOCK = 7_305_911_208;

export interface StoredSecret extends Sealed {
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** A row whose data key is wrapped with a key that is on its way out. */
export interface OldRow extends SecretRef {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
}

export type KeyState = 'current' | 'retiring' | 'retired';

/** Every query on secrets and the names of their keys. */
@Injectable()
export class SecretsStore {
  async find(tx: Tx, { tenantId, table, id }: SecretRef): Promise<StoredSecret | undefined> {
    const [row] = await tx.query(
      `select key_id, wrapped_key, sealed, changed_at, changed_by from core_secret
       where tenant_id = $1 and table_name = $2 and record_id = $3`,
      [tenantId, table, id],
    );
    if (!row) return undefined;
    const { key_id: keyId, wrapped_key: wrappedKey, sealed } = row;
    return { keyId, wrappedKey, sealed, changedAt: row.changed_at, changedBy: row.changed_by };
  }

  async save(tx: Tx, { tenantId, table, id }: SecretRef, secret: StoredSecret): Promise<void> {
    await tx.query(
      `insert into core_secret (tenant_id, table_name, record_id, key_id, wrapped_key, sealed, changed_at, changed_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, table_name, record_id) do update set
         key_id = excluded.key_id, wrapped_key = excluded.wrapped_key, sealed = excluded.sealed,
         changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      [
        ...[tenantId, table, id, secret.keyId, secret.wrappedKey, secret.sealed],
        ...[secret.changedAt, secret.changedBy],
      ],
    );
  }

  async remove(tx: Tx, { tenantId, table, id }: SecretRef): Promise<void> {
    await tx.query('delete from core_secret where tenant_id = $1 and table_name = $2 and record_id = $3', [
      ...[tenantId, table, id],
    ]);
  }

  /** The key to seal with. Until the transaction ends, no other becomes the current one. */
  async currentForSealing(tx: Tx): Promise<string | undefined> {
    await tx.query('select pg_advisory_xact_lock_shared($1)', [KEYS_LOCK]);
    return this.current(tx);
  }

  /** Until the transaction ends, nobody seals and nobody changes keys. */
  async lockKeys(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [KEYS_LOCK]);
  }

  async current(tx: Tx): Promise<string | undefined> {
    const [row] = await tx.query(`select kid from core_secret_key where state = 'current'`);
    return row?.kid;
  }

  async keysIn(tx: Tx, state: KeyState): Promise<string[]> {
    const rows: { kid: string }[] = await tx.query('select kid from core_secret_key where state = $1', [
      state,
    ]);
    return rows.map(({ kid }) => kid);
  }

  /** Whether the database has ever heard of that key. */
  async knows(tx: Tx, kid: string): Promise<boolean> {
    return (await tx.query('select 1 from core_secret_key where kid = $1', [kid])).length > 0;
  }

  async addCurrent(tx: Tx, kid: string): Promise<void> {
    await tx.query(`update core_secret_key set state = 'retiring' where state = 'current'`);
    await tx.query(`insert into core_secret_key (kid, state) values ($1, 'current')`, [kid]);
  }

  async retire(tx: Tx): Promise<void> {
    await tx.query(`update core_secret_key set state = 'retired' where state = 'retiring'`);
  }

  /** Held until the transaction ends. @returns whether nobody else rotates */
  async takeRotation(tx: Tx): Promise<boolean> {
    const [{ taken }] = await tx.query('select pg_try_advisory_xact_lock($1) as taken', [ROTATION_LOCK]);
    return taken;
  }

  /** Names of the keys that records are still wrapped with. */
  async keysInUse(tx: Tx): Promise<string[]> {
    const rows: { key_id: string }[] = await tx.query('select distinct key_id from core_secret');
    return rows.map(({ key_id }) => key_id);
  }

  /** Some records that another key than this wraps; nobody changes them until the transaction ends. */
  async oldRows(tx: Tx, current: string, limit: number): Promise<OldRow[]> {
    const rows: Record<string, never>[] = await tx.query(
      `select tenant_id, table_name, record_id, key_id, wrapped_key from core_secret
       where key_id <> $1 order by tenant_id, table_name, record_id limit $2 for update`,
      [current, limit],
    );
    return rows.map((row) => ({
      tenantId: row['tenant_id']!,
      table: row['table_name']!,
      id: row['record_id']!,
      keyId: row['key_id']!,
      wrappedKey: row['wrapped_key']!,
    }));
  }

  async rewrapped(tx: Tx, keyId: string, rows: readonly OldRow[]): Promise<void> {
    await tx.query(
      `update core_secret s set key_id = $1, wrapped_key = n.wrapped_key
       from unnest($2::text[], $3::text[], $4::text[], $5::bytea[]) as n(tenant_id, table_name, record_id, wrapped_key)
       where s.tenant_id = n.tenant_id and s.table_name = n.table_name and s.record_id = n.record_id`,
      [
        keyId,
        rows.map(({ tenantId }) => tenantId),
        rows.map(({ table }) => table),
        rows.map(({ id }) => id),
        rows.map(({ wrappedKey }) => wrappedKey),
      ],
    );
  }
}
