import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { toDirective } from './directive-row.js';
import type { Directive } from './directive.js';
import { FreezeStore, HELD_BY_FREEZE } from './freeze.store.js';
import { STALE } from './stale-verdicts.store.js';

/** How a directive ended. */
export interface End {
  readonly directiveId: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  readonly result?: Record<string, unknown>;
  readonly errorKind?: string;
  readonly errorMessage?: string;
}

export interface Claim {
  readonly limit: number;
  readonly leaseSeconds: number;
  readonly remote: readonly string[];
  /** Types that policy judges: they start on a verdict of this moment only. */
  readonly judged: readonly string[];
}

/** The runner's queries. Every change of state is one statement that also says from which state. */
@Injectable()
export class RunnerStore {
  constructor(private readonly freezes: FreezeStore) {}

  /**
   * Takes what is due, in order, skipping what another runner holds, a freeze keeps back or has to be judged once more. Probe-bound work (`remote`,
   * by type) holds no lease: what the probe reports decides, not a clock here.
   */
  async claim(tx: Tx, runner: string, { limit, leaseSeconds, remote, judged }: Claim): Promise<Directive[]> {
    await this.freezes.keepOpen(tx);
    const rows = await tx.query(
      `with due as (
         select id from directives_directive d
         where status = 'requested' and gate in ('none', 'approved') and scheduled_at <= now()
           and (not_after is null or not_after > now()) and not ${HELD_BY_FREEZE}
           and not (type = any($5) and ${STALE})
         order by scheduled_at, id limit $2 for update skip locked
       ), claimed as (
         update directives_directive d set status = 'running', attempt = attempt + 1, started_at = now(), version = version + 1,
           phase = case when type = any($4) then 'dispatched' else 'executing' end,
           lease_owner = case when type = any($4) then null else $1 end,
           lease_until = case when type = any($4) then null else now() + make_interval(secs => $3) end
         from due where d.id = due.id returning d.*
       ), attempts as (
         insert into directives_attempt (directive_id, attempt, tenant_id, trigger, runner)
         select id, attempt, tenant_id, case when attempt = 1 then 'initial' else 'rerun' end, $1 from claimed
       )
       select * from claimed order by scheduled_at, id`,
      [runner, limit, leaseSeconds, remote, judged],
    );
    return rows.map(toDirective);
  }

  /** The same for probe-bound directives of this very transaction, which nobody else can see yet. */
  async startRequested(tx: Tx, ids: readonly string[]): Promise<Directive[]> {
    const rows = await tx.query(
      `with started as (
         update directives_directive d set status = 'running', attempt = attempt + 1, started_at = now(),
           phase = 'dispatched', version = version + 1
         where id = any($1) and status = 'requested' and gate = 'none' returning d.*
       ), attempts as (
         insert into directives_attempt (directive_id, attempt, tenant_id, trigger, runner)
         select id, attempt, tenant_id, 'initial', 'request' from started
       )
       select * from started order by id`,
      [ids],
    );
    return rows.map(toDirective);
  }

  /** The same for one directive that runs in its own request. */
  async startOne(tx: Tx, directive: Directive): Promise<Directive> {
    const [row] = await tx.query(
      `with started as (
         update directives_directive set status = 'running', attempt = attempt + 1, started_at = now(), version = version + 1
         where id = $1 and status = 'requested' returning *
       ), attempts as (
         insert into directives_attempt (directive_id, attempt, tenant_id, trigger, runner)
         select id, attempt, tenant_id, case when attempt = 1 then 'initial' else 'rerun' end, 'inline' from started
       )
       select * from started`,
      [directive.id],
    );
    return toDirective(row);
  }

  async renew(tx: Tx, runner: string, ids: readonly string[], leaseSeconds: number): Promise<void> {
    await tx.query(
      `update directives_directive set lease_until = now() + make_interval(secs => $3)
       where id = any($2) and lease_owner = $1 and status = 'running'`,
      [runner, ids, leaseSeconds],
    );
  }

  /** Ends what still runs; what has ended before is left alone and not among the result. */
  async finish(tx: Tx, ends: readonly End[]): Promise<Directive[]> {
    const rows = await tx.query(
      `with ended as (
         select * from jsonb_to_recordset($1::jsonb) as r("directiveId" uuid, status text, result jsonb, "errorKind" text, "errorMessage" text)
       ), changed as (
         update directives_directive d set status = e.status, result = e.result, error_kind = e."errorKind",
           error_message = e."errorMessage", completed_at = now(), phase = null, lease_owner = null, lease_until = null,
           version = version + 1
         from ended e where d.id = e."directiveId" and d.status = 'running' returning d.*
       ), attempts as (
         update directives_attempt a set finished_at = now(), outcome = c.status, result = c.result,
           error_kind = c.error_kind, error_message = c.error_message
         from changed c where a.directive_id = c.id and a.attempt = c.attempt
       )
       select * from changed`,
      [JSON.stringify(ends)],
    );
    return rows.map(toDirective);
  }

  /** Local work whose runner has not been heard of: locked, so that one replica settles it. */
  async leaseLost(tx: Tx, limit: number): Promise<Directive[]> {
    const rows = await tx.query(
      `select * from directives_directive where status = 'running' and lease_until < now()
       order by lease_until limit $1 for update skip locked`,
      [limit],
    );
    return rows.map(toDirective);
  }

  /** Back in the queue; the next claim is a new attempt of what has started, and is not judged anew. */
  async requeue(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `with back as (
         update directives_directive set status = 'requested', phase = null, lease_owner = null, lease_until = null, version = version + 1,
           judged_at = 'infinity'
         where id = $1 and status = 'running' returning id, attempt
       )
       update directives_attempt a set finished_at = now(), outcome = 'lease_lost' from back where a.directive_id = back.id and a.attempt = back.attempt`,
      [id],
    );
  }

  /** Cancels what was not started in time. */
  async expire(tx: Tx): Promise<Directive[]> {
    const rows = await tx.query(
      `with late as (
         select id from directives_directive where status = 'requested' and not_after <= now() limit 500 for update skip locked
       ), canceled as (
         update directives_directive d set status = 'canceled', completed_at = now(), error_kind = 'expired',
           error_message = 'It had not started when its time was over.', version = version + 1
         from late where d.id = late.id returning d.*
       )
       select * from canceled`,
    );
    return rows.map(toDirective);
  }

  /** Milliseconds until something scheduled becomes due; nothing when nothing is scheduled. */
  async nextDue(tx: Tx): Promise<number | undefined> {
    const [row] = await tx.query(
      `select ceil(extract(epoch from min(scheduled_at) - now()) * 1000)::bigint as ms from directives_directive
       where status = 'requested' and gate in ('none', 'approved') and scheduled_at > now()`,
    );
    return row.ms === null ? undefined : Number(row.ms);
  }
}
