import { Injectable } from '@nestjs/common';
import { notFound } from '@legator/core';
import type { Subject, Tx } from '@legator/core';

export interface Freeze {
  readonly id: string;
  readonly scope_type: string;
  readonly scope_id: string;
  readonly reason: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly from_at: Date;
  readonly until_at: Date | null;
}

const ACTIVE = 'lifted_at is null and from_at <= now() and (until_at is null or until_at > now())';

/** Which directives a freeze holds, as SQL over an alias `d`; shared with the runner's claim. */
export const HELD_BY_FREEZE = `exists (
  select from directives_freeze f where f.tenant_id = d.tenant_id and ${ACTIVE} and (
    f.scope_type = 'tenant' or (f.scope_type = d.subject_type and f.scope_id = d.subject_id)
    or exists (select from directives_subject s where s.directive_id = d.id and s.subject_type = f.scope_type and s.subject_id = f.scope_id)))`;

/** Who froze what, and for how long. */
@Injectable()
export class FreezeStore {
  /** Until the end of the transaction nobody starts anything in this tenant, and what was starting has started. */
  async shut(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended('freeze ' || $1, 0)), pg_advisory_xact_lock(hashtextextended('freezes', 0))`,
      [tenantId],
    );
  }

  /**
   * Until the end of the transaction nobody freezes anything in this tenant: what is not frozen when it is looked for after
   * this may start. Any number at once. Without a tenant it is for those who start things in all of them.
   */
  async keepOpen(tx: Tx, tenantId?: string): Promise<void> {
    const name = tenantId === undefined ? 'freezes' : `freeze ${tenantId}`;
    await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [name]);
  }

  /** What of this type is under way in the tenant where it is frozen. */
  async runningUnder(tx: Tx, type: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select d.id from directives_directive d where d.status = 'running' and d.type = $1 and ${HELD_BY_FREEZE}`,
      [type],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Says of these who asked them back. Whoever has one of them locked ends or cancels it just now, and may wait for what
   * this transaction holds: that one is left to them.
   */
  async recalled(
    tx: Tx,
    ids: readonly string[],
    why: string,
    by: { readonly type: string; readonly id: string; readonly name: string },
  ): Promise<void> {
    await tx.query(
      `with free as (
         select id from directives_directive where id = any($1) and status = 'running' for update skip locked
       )
       update directives_directive d set cancel_requested_at = now(), cancel_reason = $2, canceled_by = $3,
         version = version + 1 from free f where d.id = f.id`,
      [ids, why, JSON.stringify(by)],
    );
  }

  active(tx: Tx): Promise<Freeze[]> {
    return tx.query(`select * from directives_freeze where ${ACTIVE} order by from_at`);
  }

  /** Newest first, those that are over as well. `before`: only those that began earlier. */
  history(tx: Tx, limit: number, before: Date | undefined): Promise<Freeze[]> {
    return tx.query(
      `select * from directives_freeze where $2::timestamptz is null or from_at < $2 order by from_at desc, id desc limit $1`,
      [limit, before ?? null],
    );
  }

  /** Tenants that have freezes whose time was over when nobody had lifted them. Across tenants. */
  async tenantsWithEnded(tx: Tx): Promise<string[]> {
    const rows: { tenant_id: string }[] = await tx.query(
      'select distinct tenant_id from directives_freeze where lifted_at is null and until_at <= now()',
    );
    return rows.map(({ tenant_id }) => tenant_id);
  }

  /** Marks those of the tenant as over since the end they were given. @returns which ones */
  endAll(tx: Tx): Promise<Freeze[]> {
    return tx.query(
      `with ended as (update directives_freeze set lifted_at = until_at, lifted_by = 'its end'
         where lifted_at is null and until_at <= now() returning *)
       select * from ended order by until_at`,
    );
  }

  async get(tx: Tx, id: string): Promise<Freeze> {
    const [found]: Freeze[] = await tx.query('select * from directives_freeze where id = $1', [id]);
    if (!found) throw notFound('freeze', id);
    return found;
  }

  async insert(tx: Tx, freeze: Omit<Freeze, 'from_at'> & { tenantId: string }): Promise<void> {
    await tx.query(
      `insert into directives_freeze (id, tenant_id, scope_type, scope_id, reason, by_id, by_name, until_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        freeze.id,
        freeze.tenantId,
        freeze.scope_type,
        freeze.scope_id,
        freeze.reason,
        freeze.by_id,
        freeze.by_name,
        freeze.until_at,
      ],
    );
  }

  /** @returns whether it was still active */
  async lift(tx: Tx, id: string, by: string): Promise<boolean> {
    const [, count] = await tx.query(
      `update directives_freeze set lifted_at = now(), lifted_by = $2 where id = $1 and lifted_at is null`,
      [id, by],
    );
    return count === 1;
  }

  /** For each intent the freeze that holds it, if one does. */
  async holding(
    tx: Tx,
    intents: readonly { exempt: boolean; subjects: readonly Subject[] }[],
  ): Promise<(Freeze | undefined)[]> {
    if (intents.every(({ exempt }) => exempt)) return intents.map(() => undefined);
    const freezes = await this.active(tx);
    return intents.map(({ exempt, subjects }) =>
      exempt ? undefined : freezes.find((freeze) => holds(freeze, subjects)),
    );
  }
}

function holds({ scope_type, scope_id }: Freeze, subjects: readonly Subject[]): boolean {
  return scope_type === 'tenant' || subjects.some(({ type, id }) => type === scope_type && id === scope_id);
}
