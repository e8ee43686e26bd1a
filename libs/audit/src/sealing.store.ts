import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { checkpointLine } from '@legator/wire';
import type { SignedCheckpoint } from '@legator/contracts';
import type { InboxRow, Sealable } from './sealable.js';

/** The head of a tenant's chain. */
export interface ChainHead {
  readonly tenant_id: string;
  readonly last_idx: number;
  readonly last_link: string;
  /** The last index that a checkpoint was signed for; 0 before the first. */
  readonly checkpoint_idx: number;
}

export interface SealedEntry extends Sealable {
  readonly inbox_id: string;
  readonly idx: number;
  readonly entry_hash: string;
  readonly link: string;
}

export interface SealedBatch {
  readonly entries: readonly SealedEntry[];
  readonly heads: readonly ChainHead[];
}

// The texts stay in the database: only those that had to be replaced travel back.
const INSERT_ENTRIES = `
  with taken as (
    delete from audit_inbox where id = any($1::bigint[]) returning id, tenant_id, body
  ), sealed as (
    insert into audit_entry
      (tenant_id, idx, id, body, entry_hash, link, at, type, probe_id, actor_id, subject_type, subject_id)
    select t.tenant_id, e.idx, e.id, coalesce(e.body, t.body), e.entry_hash, e.link, e.at, e.type, e.probe_id,
           e.actor_id, e.subject_type, e.subject_id
    from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
           as e(inbox_id, idx, id, body, entry_hash, link, at, type, probe_id, actor_id, subject_type, subject_id)
    join taken t on t.id = e.inbox_id
    returning 1
  )
  select (select count(*) from taken)::int as taken, (select count(*) from sealed)::int as sealed`;

const HEAD = 'tenant_id, last_idx, last_link, checkpoint_idx';

/** What the sealer reads and writes, as the role of the sealer. */
@Injectable()
export class SealingStore {
  /**
   * Waits for its turn and holds it until the end of the transaction. A holder that stopped answering loses it after
   * ten seconds; @returns false when somebody else kept it for five.
   */
  async takeTurn(tx: Tx): Promise<boolean> {
    try {
      await tx.query(`select set_config('lock_timeout', '5s', true),
                             set_config('idle_in_transaction_session_timeout', '10s', true)`);
      await tx.query('select one from audit_sealer for update');
      return true;
    } catch (error) {
      if ((error as { driverError?: { code?: string } }).driverError?.code === '55P03') return false;
      throw error;
    }
  }

  /** The oldest rows that are committed. */
  waiting(tx: Tx, limit: number): Promise<InboxRow[]> {
    return tx.query(
      'select id, tenant_id, entry_id, body, received_at from audit_inbox order by id limit $1',
      [limit],
    );
  }

  /** Locks the heads of these chains, in one order for everybody; a tenant without entries has none. */
  async heads(tx: Tx, tenantIds: readonly string[]): Promise<ChainHead[]> {
    const rows = await tx.query(
      `select ${HEAD} from audit_chain where tenant_id = any($1) order by tenant_id for update`,
      [tenantIds],
    );
    return rows.map(toHead);
  }

  /** Moves a batch from the inbox into the chains, all or nothing. */
  async seal(tx: Tx, { entries, heads }: SealedBatch): Promise<void> {
    const column = <K extends keyof SealedEntry>(key: K) => entries.map((entry) => entry[key]);
    const [{ taken, sealed }] = await tx.query(INSERT_ENTRIES, [
      column('inbox_id'),
      column('idx'),
      column('id'),
      column('replaced'),
      column('entry_hash'),
      column('link'),
      column('at'),
      column('type'),
      column('probe_id'),
      column('actor_id'),
      column('subject_type'),
      column('subject_id'),
    ]);
    if (taken !== entries.length || sealed !== taken) {
      throw new Error(`Sealing ${entries.length} entries took ${taken} and wrote ${sealed}: rolled back.`);
    }
    await this.moveHeads(tx, heads);
  }

  /**
   * Chains with entries that no checkpoint covers, locked. Only where the head is the entry it claims to be: what is
   * known to be false is not signed. `tenantId` for one tenant at once, `olderThanMs` for all whose last is that old.
   */
  async unsigned(tx: Tx, which: { tenantId: string } | { olderThanMs: number }): Promise<ChainHead[]> {
    const rows = await tx.query(
      `select ${HEAD} from audit_chain c
       where last_idx > checkpoint_idx
         and ($1::text is null or tenant_id = $1)
         and ($2::bigint is null or checkpoint_at <= now() - $2 * interval '1 millisecond')
         and exists (select from audit_entry e
                     where e.tenant_id = c.tenant_id and e.idx = c.last_idx and e.link = c.last_link)
       order by tenant_id limit 500 for update`,
      ['tenantId' in which ? which.tenantId : null, 'olderThanMs' in which ? which.olderThanMs : null],
    );
    return rows.map(toHead);
  }

  /** Keeps checkpoints. One that is there already stays: two that differ are for the verification to find. */
  async insertCheckpoints(tx: Tx, signed: readonly SignedCheckpoint[]): Promise<void> {
    if (signed.length === 0) return;
    const claims = signed.map(({ checkpoint }) => checkpoint);
    await tx.query(
      `insert into audit_checkpoint (tenant_id, idx, link, at, kid, line)
       select * from unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
       on conflict do nothing`,
      [
        claims.map(({ tenant }) => tenant),
        claims.map(({ index }) => index),
        claims.map(({ link }) => link),
        claims.map(({ at }) => at),
        claims.map(({ kid }) => kid),
        signed.map(checkpointLine),
      ],
    );
    await tx.query(
      `update audit_chain c set checkpoint_idx = s.idx, checkpoint_at = now()
       from unnest($1::text[], $2::bigint[]) as s(tenant_id, idx)
       where c.tenant_id = s.tenant_id and c.checkpoint_idx < s.idx`,
      [claims.map(({ tenant }) => tenant), claims.map(({ index }) => index)],
    );
  }

  private async moveHeads(tx: Tx, heads: readonly ChainHead[]): Promise<void> {
    await tx.query(
      `insert into audit_chain (tenant_id, last_idx, last_link)
       select * from unnest($1::text[], $2::bigint[], $3::text[])
       on conflict (tenant_id) do update set last_idx = excluded.last_idx, last_link = excluded.last_link`,
      [
        heads.map(({ tenant_id }) => tenant_id),
        heads.map(({ last_idx }) => last_idx),
        heads.map(({ last_link }) => last_link),
      ],
    );
  }
}

/** bigint columns come as text. */
export function toHead(row: Record<string, string>): ChainHead {
  return {
    tenant_id: row['tenant_id']!,
    last_idx: Number(row['last_idx']),
    last_link: row['last_link']!,
    checkpoint_idx: Number(row['checkpoint_idx']),
  };
}
