import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { toDirective } from './directive-row.js';
import type { Directive } from './directive.js';
import { HELD_BY_FREEZE } from './freeze.store.js';

/** How old a verdict may be when something starts on it. */
const FRESH = `interval '60 seconds'`;
/** Judged so long before they are due, those that are scheduled start in time. */
const AHEAD = `interval '10 seconds'`;

/**
 * Whether a verdict may not be used any more, as SQL over an alias `d`; shared with the runner's claim. Too much may have
 * changed since: it is old, somebody said so, or a freeze has held the tenant meanwhile.
 */
export const STALE = `(d.judged_at < now() - ${FRESH} or exists (
  select from directives_freeze f where f.tenant_id = d.tenant_id and least(f.lifted_at, f.until_at) between d.judged_at and now()))`;

const WAITING = `d.status = 'requested' and d.gate in ('none', 'approved') and d.scheduled_at <= now() + ${AHEAD}
  and (d.not_after is null or d.not_after > now())`;

/** What waits to start on a verdict that is too old for it. */
@Injectable()
export class StaleVerdicts {
  /** Across tenants: what could start now or soon, but for its verdict. */
  due(tx: Tx, types: readonly string[], limit: number): Promise<{ id: string; tenantId: string }[]> {
    return tx.query(
      `select d.id, d.tenant_id as "tenantId" from directives_directive d
       where ${WAITING} and d.type = any($1) and ${STALE} and not ${HELD_BY_FREEZE}
       order by d.scheduled_at, d.id limit $2`,
      [types, limit],
    );
  }

  /** Locks it to be judged; until `judged` nobody counts it as let run. Nothing when another replica is at it, or it is over. */
  async take(tx: Tx, id: string): Promise<Directive | undefined> {
    const [row] = await tx.query(
      `with waiting as (
         select d.id from directives_directive d where d.id = $1 and ${WAITING} and ${STALE} for update skip locked
       ), taken as (
         update directives_directive d set judged_at = null from waiting w where d.id = w.id returning d.*
       ) select * from taken`,
      [id],
    );
    return row && toDirective(row);
  }

  /** With its new verdict. What people approved stays something that people decided. */
  async judged(tx: Tx, { id, gate, decision, level, risk, reasons, rationale }: Directive): Promise<void> {
    await tx.query(
      `update directives_directive set judged_at = now(), level = $2, risk = $3, reasons = $4, rationale = $5,
         gate = $6, decision = case when gate = 'approved' then decision else $7 end, version = version + 1
       where id = $1`,
      [id, level, risk, JSON.stringify(reasons), JSON.stringify(rationale), gate, decision],
    );
  }

  /** From now on nothing that waits about one of these starts before it was judged once more. */
  async outdate(tx: Tx, probeIds: readonly string[]): Promise<void> {
    await tx.query(
      `update directives_directive set judged_at = '-infinity'
       where status = 'requested' and subject_type = 'probe' and subject_id = any($1) and judged_at <> 'infinity'`,
      [probeIds],
    );
  }
}
