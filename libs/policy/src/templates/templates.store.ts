import { Injectable } from '@nestjs/common';
import { PolicyDocument } from '@legator/contracts';
import type { Actor, Tx } from '@legator/core';

export interface TemplateRow {
  readonly id: string;
  readonly version: number;
  readonly document: PolicyDocument;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface VersionRow {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly author: { readonly type: string; readonly id: string; readonly name: string };
  readonly note: string | null;
  readonly createdAt: Date;
}

const TEMPLATE = `select t.id, t.newest as version, v.document, t.created_at as "createdAt", t.updated_at as "updatedAt"
  from policy_template t join policy_version v on v.tenant_id = t.tenant_id and v.policy_id = t.id and v.version = t.newest`;

/** Templates that a tenant wrote itself, and their versions. */
@Injectable()
export class TemplatesStore {
  async list(tx: Tx): Promise<TemplateRow[]> {
    const rows: TemplateRow[] = await tx.query(`${TEMPLATE} where t.removed_at is null order by t.id`);
    return rows.map(parsed);
  }

  async find(tx: Tx, id: string): Promise<TemplateRow | undefined> {
    const [row]: TemplateRow[] = await tx.query(`${TEMPLATE} where t.id = $1 and t.removed_at is null`, [id]);
    return row && parsed(row);
  }

  /** One writer of a tenant's templates at a time: names and versions are counted. */
  async lock(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('policy_template ' || $1, 0))`, [tenantId]);
  }

  /** Ids that are taken, by removed templates as well: a version is named for good. */
  async takenIds(tx: Tx): Promise<{ ids: Set<string>; kept: number }> {
    const rows: { id: string; kept: boolean }[] = await tx.query(
      'select id, removed_at is null as kept from policy_template',
    );
    return { ids: new Set(rows.map(({ id }) => id)), kept: rows.filter(({ kept }) => kept).length };
  }

  async insert(tx: Tx, tenantId: string, id: string, now: Date): Promise<void> {
    await tx.query(
      'insert into policy_template (tenant_id, id, newest, created_at, updated_at) values ($1, $2, 1, $3, $3)',
      [tenantId, id, now],
    );
  }

  async addVersion(
    tx: Tx,
    { tenantId, type, id: by, name }: Actor,
    added: { id: string; version: number; document: PolicyDocument; note: string | undefined; now: Date },
  ): Promise<void> {
    const { id, version, document, note, now } = added;
    await tx.query(
      `insert into policy_version (tenant_id, policy_id, version, document, author_type, author_id, author_name, note, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tenantId, id, version, JSON.stringify(document), type, by, name, note ?? null, now],
    );
    await tx.query('update policy_template set newest = $2, updated_at = $3 where id = $1', [
      id,
      version,
      now,
    ]);
  }

  async remove(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('update policy_template set removed_at = $2 where id = $1', [id, now]);
  }

  async versions(tx: Tx, id: string): Promise<VersionRow[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select version, document, author_type, author_id, author_name, note, created_at from policy_version
       where policy_id = $1 order by version desc limit 500`,
      [id],
    );
    return rows.map((row) => ({
      version: row['version'] as number,
      document: PolicyDocument.parse(row['document']),
      author: {
        type: row['author_type'] as string,
        id: row['author_id'] as string,
        name: row['author_name'] as string,
      },
      note: row['note'] as string | null,
      createdAt: row['created_at'] as Date,
    }));
  }

  /** Versions by `id@version`, of removed templates as well. */
  async documents(
    tx: Tx,
    wanted: readonly { policyId: string; version: number }[],
  ): Promise<Map<string, PolicyDocument>> {
    if (wanted.length === 0) return new Map();
    const rows: { policy_id: string; version: number; document: unknown }[] = await tx.query(
      `select v.policy_id, v.version, v.document from policy_version v
       join jsonb_to_recordset($1::jsonb) as w("policyId" text, version int) on v.policy_id = w."policyId" and v.version = w.version`,
      [JSON.stringify(wanted)],
    );
    return new Map(
      rows.map(({ policy_id, version, document }) => [
        `${policy_id}@${version}`,
        PolicyDocument.parse(document),
      ]),
    );
  }
}

/** jsonb forgets the order of keys; the schema brings it back, so that two documents can be compared as texts. */
function parsed(row: TemplateRow): TemplateRow {
  return { ...row, document: PolicyDocument.parse(row.document) };
}
