import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** A registration token as the table has it; its value is not there. */
export interface TokenRecord {
  readonly id: string;
  readonly prefix: string;
  readonly tags: readonly string[];
  /** Where it puts probes; null: nowhere. */
  readonly site: string | null;
  readonly cidr: string | null;
  /** Null: any number. */
  readonly maxUses: number | null;
  readonly uses: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type NewToken = Omit<TokenRecord, 'uses' | 'lastUsedAt' | 'revokedAt'> & {
  readonly tenantId: string;
  readonly hash: string;
};

const COLUMNS =
  'id, prefix, tags, site_id, cidr, max_uses, uses, created_by, created_at, expires_at, last_used_at, revoked_at';

/** Reads and writes registration tokens of the transaction's tenant. */
@Injectable()
export class TokenStore {
  async insert(tx: Tx, token: NewToken): Promise<void> {
    await tx.query(
      `insert into fleet_token (id, tenant_id, hash, prefix, tags, cidr, max_uses, created_by, created_at, expires_at,
         site_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        token.id,
        token.tenantId,
        token.hash,
        token.prefix,
        token.tags,
        token.cidr,
        token.maxUses,
        token.createdBy,
        token.createdAt,
        token.expiresAt,
        token.site,
      ],
    );
  }

  /** Newest first. */
  async list(tx: Tx, limit: number): Promise<TokenRecord[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${COLUMNS} from fleet_token order by created_at desc, id desc limit $1`,
      [limit],
    );
    return rows.map(toRecord);
  }

  async counts(tx: Tx, now: Date): Promise<{ active: number; total: number }> {
    const [counts] = await tx.query(
      `select count(*)::int as total, (count(*) filter (where revoked_at is null and expires_at > $1
         and (max_uses is null or uses < max_uses)))::int as active from fleet_token`,
      [now],
    );
    return counts;
  }

  /** Before a tenant is known. */
  async findByHash(tx: Tx, hash: string): Promise<{ id: string; tenantId: string } | undefined> {
    const [found] = await tx.query('select id, tenant_id from fleet_find_token($1)', [hash]);
    return found && { id: found.id, tenantId: found.tenant_id };
  }

  /** Locked until the end of the transaction, so hosts that share a token are served one after the other. */
  async lock(tx: Tx, id: string): Promise<TokenRecord | undefined> {
    const [row] = await tx.query(`select ${COLUMNS} from fleet_token where id = $1 for update`, [id]);
    return row && toRecord(row);
  }

  async countUse(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('update fleet_token set uses = uses + 1, last_used_at = $2 where id = $1', [id, at]);
  }

  async revoke(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('update fleet_token set revoked_at = $2 where id = $1', [id, at]);
  }
}

function toRecord(row: Record<string, unknown>): TokenRecord {
  return {
    id: row['id'] as string,
    prefix: row['prefix'] as string,
    tags: row['tags'] as string[],
    site: row['site_id'] as string | null,
    cidr: row['cidr'] as string | null,
    maxUses: row['max_uses'] as number | null,
    uses: row['uses'] as number,
    createdBy: row['created_by'] as string,
    createdAt: row['created_at'] as Date,
    expiresAt: row['expires_at'] as Date,
    lastUsedAt: row['last_used_at'] as Date | null,
    revokedAt: row['revoked_at'] as Date | null,
  };
}
