import { Injectable } from '@nestjs/common';
import type { ListDirectives } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import type { Directive } from './directive.js';
import { toDirective, toRow } from './directive-row.js';

const COLUMNS = `id uuid, tenant_id text, type text, payload jsonb, payload_hash text, summary text, subject_type text,
  subject_id text, idempotency_key text, status text, gate text, decision text, level text, risk text, reasons jsonb,
  rationale jsonb, requested_by_type text, requested_by_id text, requested_by_name text, request_id text, reason text,
  origin jsonb, conversation_id text, parent_id uuid, correlation_id text, requested_at timestamptz, scheduled_at timestamptz, not_after timestamptz,
  completed_at timestamptz, error_kind text, error_message text`;
const NAMES = COLUMNS.replace(/(\w+) (?:uuid|text|jsonb|timestamptz)/g, '$1');

/** Every query about directives that a request makes; the runner's are in `runner.store.ts`. */
@Injectable()
export class DirectivesStore {
  /** Inserts what is new by key and says which ids that were; a key in use keeps the row out. */
  async insert(tx: Tx, directives: readonly Directive[]): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `insert into directives_directive (${NAMES}) select ${NAMES} from jsonb_to_recordset($1::jsonb) as r(${COLUMNS})
       on conflict (tenant_id, idempotency_key) where idempotency_key is not null do nothing returning id`,
      [JSON.stringify(directives.map(toRow))],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async insertSubjects(tx: Tx, links: readonly { directive: Directive; subject: Subject }[]): Promise<void> {
    if (links.length === 0) return;
    await tx.query(
      `insert into directives_subject (directive_id, tenant_id, subject_type, subject_id)
       select * from jsonb_to_recordset($1::jsonb) as r(directive_id uuid, tenant_id text, subject_type text, subject_id text)
       on conflict do nothing`,
      [
        JSON.stringify(
          links.map(({ directive, subject }) => ({
            directive_id: directive.id,
            tenant_id: directive.tenantId,
            subject_type: subject.type,
            subject_id: subject.id,
          })),
        ),
      ],
    );
  }

  async findByKeys(tx: Tx, keys: readonly string[]): Promise<Directive[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query('select * from directives_directive where idempotency_key = any($1)', [keys]);
    return rows.map(toDirective);
  }

  async get(tx: Tx, id: string): Promise<Directive> {
    const [row] = await tx.query('select * from directives_directive where id = $1', [id]);
    if (!row) throw notFound('directive', id);
    return toDirective(row);
  }

  /** Locks the row, so that a decision, a cancel and the runner are served in turn. */
  async take(tx: Tx, id: string): Promise<Directive> {
    const [row] = await tx.query('select * from directives_directive where id = $1 for update', [id]);
    if (!row) throw notFound('directive', id);
    return toDirective(row);
  }

  /** Newest first; ids grow with time, so they are the cursor. */
  async list(tx: Tx, filter: ListDirectives): Promise<Directive[]> {
    const rows = await tx.query(
      `select * from directives_directive d
       where ($1::text is null or status = $1) and ($2::text is null or gate = $2) and ($3::text is null or type = $3)
         and ($4::text is null or (subject_type = $4 and subject_id = $5)
              or exists (select from directives_subject s where s.directive_id = d.id and s.subject_type = $4 and s.subject_id = $5))
         and ($6::text is null or correlation_id = $6) and ($7::uuid is null or id < $7)
       order by id desc limit $8`,
      [
        filter.status ?? null,
        filter.gate ?? null,
        filter.type ?? null,
        filter.subject_type ?? null,
        filter.subject_id ?? null,
        filter.correlation_id ?? null,
        filter.cursor ?? null,
        filter.limit + 1,
      ],
    );
    return rows.map(toDirective);
  }

  attempts(tx: Tx, id: string): Promise<Record<string, unknown>[]> {
    return tx.query(
      `select attempt, trigger, started_at, finished_at, outcome, result, error_kind, error_message
       from directives_attempt where directive_id = $1 order by attempt`,
      [id],
    );
  }

  /**
   * Moves a directive from one state to another, only if it is still there.
   * @returns whether it was
   */
  async move(
    tx: Tx,
    id: string,
    from: Directive['status'],
    to: Partial<Record<string, unknown>>,
  ): Promise<boolean> {
    const names = Object.keys(to);
    const sets = names.map((name, at) => `${name} = $${at + 3}`).join(', ');
    const [, count] = await tx.query(
      `update directives_directive set ${sets}, version = version + 1 where id = $1 and status = $2`,
      [id, from, ...names.map((name) => to[name])],
    );
    return count === 1;
  }

  async setApprovals(
    tx: Tx,
    opened: readonly { directiveId: string; approvalId: string; granted: boolean; expiresAt: Date }[],
  ): Promise<void> {
    if (opened.length === 0) return;
    await tx.query(
      `update directives_directive d set approval_id = r.approval_id,
         gate = case when r.granted then 'approved' else gate end,
         not_after = case when r.granted then least(not_after, r.expires_at) else not_after end
       from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[]) as r(id, approval_id, granted, expires_at)
       where d.id = r.id`,
      [
        opened.map(({ directiveId }) => directiveId),
        opened.map(({ approvalId }) => approvalId),
        opened.map(({ granted }) => granted),
        opened.map(({ expiresAt }) => expiresAt),
      ],
    );
  }
}
