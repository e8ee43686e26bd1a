import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { Profile } from './profile.js';

type Row = Record<string, unknown>;

const COLUMNS = `id, name, provider, base_url, model, key_masked, is_local, is_active, tools, context_tokens,
  max_output_tokens, price_in, price_out, created_at, updated_at`;

/** The profiles of the tenant of the transaction. */
@Injectable()
export class ProfilesStore {
  async all(tx: Tx): Promise<Profile[]> {
    const rows: Row[] = await tx.query(`select ${COLUMNS} from models_profile order by lower(name)`);
    return rows.map(toProfile);
  }

  async find(tx: Tx, id: string): Promise<Profile | undefined> {
    const [row]: Row[] = await tx.query(`select ${COLUMNS} from models_profile where id = $1`, [id]);
    return row && toProfile(row);
  }

  /** Until the transaction ends, nobody else changes which profiles there are and which one is active. */
  async lock(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('models.dock:' || $1, 0))`, [tenantId]);
  }

  async save(tx: Tx, tenantId: string, profile: Profile): Promise<void> {
    await tx.query(
      `insert into models_profile (tenant_id, ${COLUMNS})
       values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, $10, $11, $12, $13, $14, $15)
       on conflict (tenant_id, id) do update set name = excluded.name, provider = excluded.provider,
         base_url = excluded.base_url, model = excluded.model, key_masked = excluded.key_masked,
         is_local = excluded.is_local, tools = excluded.tools, context_tokens = excluded.context_tokens,
         max_output_tokens = excluded.max_output_tokens, price_in = excluded.price_in,
         price_out = excluded.price_out, updated_at = excluded.updated_at`,
      [
        ...[tenantId, profile.id, profile.name, profile.provider, profile.baseUrl, profile.model],
        ...[profile.keyMasked, profile.isLocal, profile.tools, profile.contextTokens],
        ...[profile.maxOutputTokens, profile.priceIn, profile.priceOut, profile.createdAt, profile.updatedAt],
      ],
    );
  }

  /** Makes this one the active one, and no other. @returns the one that was before */
  async activate(tx: Tx, id: string): Promise<string | undefined> {
    const [before]: { id: string }[] = await tx.query('select id from models_profile where is_active');
    await tx.query('update models_profile set is_active = false where is_active and id <> $1', [id]);
    await tx.query('update models_profile set is_active = true where id = $1', [id]);
    return before?.id;
  }

  async nameTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'select 1 from models_profile where lower(name) = lower($1) and id <> $2',
      [name, exceptId],
    );
    return rows.length > 0;
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from models_profile where id = $1', [id]);
  }
}

function toProfile(row: Row): Profile {
  return {
    id: row['id'] as string,
    name: row['name'] as string,
    provider: row['provider'] as string,
    baseUrl: row['base_url'] as string,
    model: row['model'] as string,
    keyMasked: row['key_masked'] as string,
    isLocal: row['is_local'] as boolean,
    isActive: row['is_active'] as boolean,
    tools: row['tools'] as Profile['tools'],
    contextTokens: row['context_tokens'] as number,
    maxOutputTokens: row['max_output_tokens'] as number | null,
    priceIn: asNumber(row['price_in']),
    priceOut: asNumber(row['price_out']),
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
    source: 'db',
  };
}

function asNumber(text: unknown): number | null {
  return text === null ? null : Number(text);
}
