import { Injectable } from '@nestjs/common';
import type { AuditFilter } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { toHead } from './sealing.store.js';
import type { ChainHead } from './sealing.store.js';
import type { EntryColumns, InboxRow } from './sealable.js';

export interface EntryRow extends EntryColumns {
  readonly idx: number;
  readonly body: string;
  readonly entry_hash: string;
  readonly link: string;
}

/** Where a chain ends, by everything that says so, all read in the same moment. */
export interface ChainSnapshot {
  readonly head: ChainHead | undefined;
  /** The highest index there is an entry for; 0 when there is none. */
  readonly entriesTo: number;
  /** The highest index there is a checkpoint for; 0 when there is none. */
  readonly checkpointsTo: number;
}

export interface CheckpointRow {
  readonly idx: number;
  /** As signed: JSON. */
  readonly line: string;
}

/** An entry as the list shows it. */
export type ListedRow = Pick<EntryRow, 'idx' | 'body' | 'entry_hash' | 'link'>;

export type FoundEntry =
  { readonly sealed: ListedRow & { readonly previous_link: string | null } } | { readonly waiting: InboxRow };

export interface Listing {
  /** Not filtered: the text of these is all there is. */
  readonly waiting: InboxRow[];
  readonly sealed: ListedRow[];
  /** Whether the cursor is a sealed entry. */
  readonly known: boolean;
  readonly total: number;
}

export type PublicKeyRow = Readonly<{ kid: string; public_key: string }>;

/** An entry on its way out: without its body when a filter left it out. */
export interface ExportRow {
  readonly idx: number;
  readonly body: string | null;
  readonly entry_hash: string;
  readonly link: string;
}

/** A page of the chain: what comes after an index, up to another and including it, at most so many. */
interface Stretch {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

type Row = Record<string, unknown>;

const COLUMNS = `idx, body, entry_hash, link, id, at, type, probe_id, actor_id, subject_type, subject_id`;

const FILTER = `($2::text is null or probe_id = $2) and ($3::text is null or type = $3)
  and ($4::text is null or actor_id = $4) and ($5::text is null or subject_type = $5)
  and ($6::text is null or subject_id = $6) and ($7::timestamptz is null or at >= $7)
  and ($8::timestamptz is null or at <= $8)`;

const LISTING = `
  with start as (
    select max(idx) as idx from audit_entry where tenant_id = $1 and id = $9::uuid
  ), waiting as (
    select id::text, tenant_id, entry_id, body, received_at from audit_inbox
    where tenant_id = $1 and (select idx from start) is null order by audit_inbox.id desc limit $11
  ), sealed as (
    select idx, body, entry_hash, link from audit_entry
    where tenant_id = $1 and ${FILTER}
      and idx < coalesce((select idx from start), 9223372036854775807) order by idx desc limit $10
  )
  select (select idx is not null from start) as known,
         (select coalesce(json_agg(w), '[]') from waiting w) as waiting,
         (select coalesce(json_agg(s), '[]') from sealed s) as sealed,
         coalesce((select last_idx from audit_chain where tenant_id = $1), 0)
           + (select count(*) from audit_inbox where tenant_id = $1) as total`;

/** Reads of the trail. Every statement names the tenant as well, so that the indexes that begin with it serve. */
@Injectable()
export class AuditStore {
  async snapshot(tx: Tx, tenantId: string): Promise<ChainSnapshot> {
    const [row] = await tx.query(
      `select c.*, (select max(idx) from audit_entry where tenant_id = $1) as entries_to,
              (select max(idx) from audit_checkpoint where tenant_id = $1) as checkpoints_to
       from (select 1) as one left join audit_chain c on c.tenant_id = $1`,
      [tenantId],
    );
    return {
      head: row.tenant_id === null ? undefined : toHead(row),
      entriesTo: Number(row.entries_to ?? 0),
      checkpointsTo: Number(row.checkpoints_to ?? 0),
    };
  }

  /**
   * What waits and what is sealed, both newest first, and the number of all: as of one moment, because it is one
   * statement. Behind a cursor that is sealed there is nothing that waits.
   */
  async listing(
    tx: Tx,
    tenantId: string,
    filter: AuditFilter,
    { cursor, limit, waiting }: { cursor?: string; limit: number; waiting: number },
  ): Promise<Listing> {
    const [row] = await tx.query(LISTING, [...parameters(tenantId, filter), cursor ?? null, limit, waiting]);
    return {
      ...row,
      waiting: row.waiting.map((one: InboxRow) => ({ ...one, received_at: new Date(one.received_at) })),
      total: Number(row.total),
    };
  }

  /** Each type once, hopping from one to the next along the index: the number of entries does not matter. */
  async types(tx: Tx, tenantId: string, limit: number): Promise<string[]> {
    const rows: { type: string }[] = await tx.query(
      `with recursive types as (
         (select type from audit_entry where tenant_id = $1 order by type limit 1)
         union all
         select (select e.type from audit_entry e where e.tenant_id = $1 and e.type > t.type order by e.type limit 1)
         from types t where t.type is not null
       ) select type from types where type is not null limit $2`,
      [tenantId, limit],
    );
    return rows.map(({ type }) => type);
  }

  /** One entry, sealed or not, with the link before its own. Read in the order in which entries move. */
  async entry(tx: Tx, tenantId: string, id: string): Promise<FoundEntry | undefined> {
    const [waiting]: InboxRow[] = await tx.query(
      `select id::text, tenant_id, entry_id, body, received_at from audit_inbox
       where tenant_id = $1 and entry_id = $2 limit 1`,
      [tenantId, id],
    );
    const [sealed] = await tx.query(
      `select e.idx, e.body, e.entry_hash, e.link,
         (select p.link from audit_entry p where p.tenant_id = $1 and p.idx = e.idx - 1) as previous_link
       from audit_entry e where e.tenant_id = $1 and e.id = $2 order by e.idx limit 1`,
      [tenantId, id],
    );
    if (sealed) return { sealed: { ...sealed, idx: Number(sealed.idx) } };
    return waiting && { waiting };
  }

  /** In order, after an index and up to another. */
  async range(tx: Tx, tenantId: string, { after, upTo, limit }: Stretch): Promise<EntryRow[]> {
    const rows = await dense({ after, upTo, limit }, (end) =>
      tx.query(
        `select ${COLUMNS} from audit_entry
         where tenant_id = $1 and idx > $2 and idx <= $3 order by idx limit $4`,
        [tenantId, after, end, limit],
      ),
    );
    return rows.map(toEntry);
  }

  /** Every entry after an index and up to another, in order; those outside the filter without their body. */
  async exportRange(
    tx: Tx,
    tenantId: string,
    filter: AuditFilter,
    { after, upTo, limit }: Stretch,
  ): Promise<ExportRow[]> {
    const rows = await dense({ after, upTo, limit }, (end) =>
      tx.query(
        `select idx, entry_hash, link, case when ${FILTER} then body end as body from audit_entry
         where tenant_id = $1 and idx > $9 and idx <= $10 order by idx limit $11`,
        [...parameters(tenantId, filter), after, end, limit],
      ),
    );
    return rows.map((row) => ({ ...(row as unknown as ExportRow), idx: Number(row['idx']) }));
  }

  /** Entries that match, in order, each with the link before its own. */
  async matching(
    tx: Tx,
    tenantId: string,
    filter: AuditFilter,
    { after, upTo, limit }: Stretch,
  ): Promise<(EntryRow & { previous_link: string | null })[]> {
    const rows = await tx.query(
      `select ${COLUMNS},
              (select p.link from audit_entry p where p.tenant_id = e.tenant_id and p.idx = e.idx - 1) as previous_link
       from audit_entry e
       where tenant_id = $1 and ${FILTER} and idx > $9 and idx <= $10 order by idx limit $11`,
      [...parameters(tenantId, filter), after, upTo, limit],
    );
    return rows.map((row: Record<string, unknown>) => ({
      ...toEntry(row),
      previous_link: row['previous_link'] as string | null,
    }));
  }

  /** Checkpoints after an index and up to another, in order. */
  async checkpointsBetween(
    tx: Tx,
    tenantId: string,
    { after, upTo }: { after: number; upTo?: number },
  ): Promise<CheckpointRow[]> {
    const rows = await tx.query(
      `select idx, line from audit_checkpoint
       where tenant_id = $1 and idx > $2 and ($3::bigint is null or idx <= $3) order by idx limit 10000`,
      [tenantId, after, upTo ?? null],
    );
    return rows.map(toCheckpoint);
  }

  /** Newest first. */
  async checkpoints(
    tx: Tx,
    tenantId: string,
    { before, limit }: { before?: number; limit: number },
  ): Promise<CheckpointRow[]> {
    const rows = await tx.query(
      `select idx, line from audit_checkpoint
       where tenant_id = $1 and ($2::bigint is null or idx < $2) order by idx desc limit $3`,
      [tenantId, before ?? null, limit],
    );
    return rows.map(toCheckpoint);
  }

  checkpointKeys(tx: Tx): Promise<PublicKeyRow[]> {
    return tx.query(`select kid, public_key from core_key where purpose = 'checkpoint'`);
  }
}

/**
 * Indexes follow each other, so a page ends at a known one: then PostgreSQL reads no more than the page, whatever it
 * knows of the table (right after many entries came in, it knows nothing and would sort all that is left for every
 * page). Where entries are missing, the page is asked for again without that end.
 */
async function dense({ after, upTo, limit }: Stretch, read: (end: number) => Promise<Row[]>): Promise<Row[]> {
  const end = Math.min(upTo, after + limit);
  const rows = await read(end);
  return rows.length === limit || end === upTo ? rows : read(upTo);
}

function parameters(tenantId: string, filter: AuditFilter): unknown[] {
  const { probe_id, type, actor, subject_type, subject_id, since, until } = filter;
  return [tenantId, probe_id, type, actor, subject_type, subject_id, since, until].map((one) => one ?? null);
}

function toEntry(row: Row): EntryRow {
  return {
    ...(row as unknown as EntryRow),
    idx: Number(row['idx']),
    at: (row['at'] as Date).toISOString(),
  };
}

function toCheckpoint(row: Record<string, unknown>): CheckpointRow {
  return { idx: Number(row['idx']), line: row['line'] as string };
}
