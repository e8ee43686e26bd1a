import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Permission } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { ApiKey } from './api-key.entity.js';

export interface FoundKey {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

@Injectable()
export class ApiKeysStore {
  /** Before a tenant is known; goes through the look-up made for it. */
  async findByHash(tx: Tx, hash: Buffer): Promise<FoundKey | undefined> {
    const [row] = await tx.query('select * from auth_find_key($1)', [hash]);
    if (!row) return undefined;
    const { id, tenant_id: tenantId, name, permissions, expires_at: expiresAt, revoked_at: revokedAt } = row;
    return { id, tenantId, name, permissions, expiresAt, revokedAt };
  }

  list(tx: Tx): Promise<ApiKey[]> {
    return tx.find(ApiKey, { where: { revokedAt: IsNull() }, order: { createdAt: 'DESC' }, take: 1_000 });
  }

  async insert(tx: Tx, key: Omit<ApiKey, 'lastUsedAt' | 'revokedAt'>): Promise<void> {
    await tx.insert(ApiKey, key);
  }

  /** @returns the key's name, or nothing when there is no such key that still works */
  async revoke(tx: Tx, id: string, at: Date): Promise<string | undefined> {
    const found = await tx.findOne(ApiKey, {
      where: { id, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return undefined;
    await tx.update(ApiKey, { id }, { revokedAt: at });
    return found.name;
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
