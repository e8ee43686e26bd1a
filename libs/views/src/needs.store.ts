import { Injectable } from '@nestjs/common';
import type { Risk } from '@legator/contracts';
import { idAt } from '@legator/core';
import type { Tx } from '@legator/core';

/** Of many alike the newest few, each with how many there are in all. */
interface Counted {
  readonly n: number;
}

export interface QuietProbe extends Counted {
  readonly id: string;
  readonly hostname: string;
  readonly at: Date;
  /** Not for long: it happened after the moment that was asked about. */
  readonly recent: boolean;
}

export interface BusyProbe extends Counted {
  readonly id: string;
  readonly hostname: string;
  readonly at: Date;
  readonly critical: boolean;
  readonly reasons: readonly string[];
}

/** Requests for the same thing: a fan-out that policy holds back is one of these, whatever its size. */
export interface WaitingGroup extends Counted {
  readonly id: string;
  readonly summary: string;
  readonly risk: Risk;
  readonly requested_by: string;
  readonly at: Date;
  readonly expires_at: Date;
  /** Over all groups. */
  readonly groups: number;
  readonly total: number;
  /** The names of the commands; empty when there are more than one link holds, or something else waits. */
  readonly requests: readonly string[];
}

export interface FailedGroup extends Counted {
  readonly id: string;
  readonly summary: string;
  readonly error: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly hostname: string | null;
  readonly at: Date;
  readonly groups: number;
  readonly total: number;
  /** As of what waits. */
  readonly requests: readonly string[];
}

export interface ActiveFreeze {
  readonly id: string;
  readonly scope_type: string;
  readonly scope_id: string;
  readonly reason: string;
  readonly by_name: string;
  readonly at: Date;
  readonly until_at: Date | null;
}

export interface DeadGroup extends Counted {
  readonly id: string;
  readonly handler: string;
  readonly error: string;
  readonly at: Date;
}

export interface ExpiredRequest extends Counted {
  readonly id: string;
  readonly requests: readonly string[];
  readonly summary: string;
  readonly at: Date;
}

const RISK = (column: string) => `array_position(array['critical', 'high', 'medium', 'low'], ${column})`;

/** A link names so many commands at most; of more it names none. */
const NAMED = 20;
const FIRST_IDS = (column: string) =>
  `case when count(*) <= ${NAMED} then array_agg(${column} order by ${column}) else '{}' end`;
/** The names under which these directives are found, if each of them has one. */
const REQUESTS = (directives: string) => `(
  select case when count(*) = cardinality(${directives}) then coalesce(array_agg(r.request_id order by r.directive_id), '{}')
    else '{}' end
  from commands_request r where r.directive_id = any(${directives}))`;

/** What might need a person, counted and cut short by the database; all of the transaction's tenant. */
@Injectable()
export class NeedsStore {
  silent(tx: Tx, recentSince: Date, few: number): Promise<QuietProbe[]> {
    return tx.query(
      `select id, hostname, at, recent, n::int from (
         select id, hostname, at, recent, count(*) over (partition by recent) as n,
           row_number() over (partition by recent order by at desc, id) as nth
         from (
           select id, hostname, coalesce(last_seen_at, registered_at) as at,
             coalesce(last_seen_at, registered_at) >= $1 as recent
           from fleet_probe where status = 'offline'
         ) silent
       ) counted where nth <= $2 order by recent desc, nth`,
      [recentSince, few],
    );
  }

  degraded(tx: Tx, few: number): Promise<BusyProbe[]> {
    return tx.query(
      `select id, hostname, at, critical, n::int,
         array(select one->>'text' from jsonb_array_elements(
           case when jsonb_typeof(health_reasons) = 'array' then health_reasons else '[]' end) one) as reasons
       from (
         select p.*, count(*) over (partition by critical) as n,
           row_number() over (partition by critical order by health_score, at desc, id) as nth
         from (
           select id, hostname, health_score, health_reasons, coalesce(vitals_at, last_seen_at, registered_at) as at,
             health_status is not distinct from 'critical' as critical
           from fleet_probe where status = 'degraded'
         ) p
       ) counted where nth <= $1 order by critical desc, nth`,
      [few],
    );
  }

  waiting(tx: Tx, few: number): Promise<WaitingGroup[]> {
    return tx.query(
      `select g.*, a.requested_by_name as requested_by,
         (count(*) over ())::int as groups, (sum(n) over ())::int as total, ${REQUESTS('g.directives')} as requests
       from (
         select min(id::text)::uuid as id, summary, risk, min(created_at) as at,
           min(least(expires_at, not_after)) as expires_at,
           count(*)::int as n, ${FIRST_IDS('directive_id')} as directives
         from approvals_approval where state = 'pending' group by summary, risk
       ) g join approvals_approval a on a.id = g.id
       order by ${RISK('g.risk')} nulls last, g.expires_at, g.id limit $1`,
      [few],
    );
  }

  expired(tx: Tx, since: Date, few: number): Promise<ExpiredRequest[]> {
    return tx.query(
      `select id, summary, decided_at as at, (count(*) over ())::int as n,
         ${REQUESTS('array[a.directive_id]')} as requests
       from approvals_approval a
       where state <> 'pending' and state = 'expired' and decided_at >= $1
       order by decided_at desc, id desc limit $2`,
      [since, few],
    );
  }

  /** Commands and other directives that were asked for since and failed; equal ones together. */
  failed(tx: Tx, since: Date, few: number): Promise<FailedGroup[]> {
    return tx.query(
      `select g.n, g.at, d.id, d.summary, coalesce(d.error_message, d.error_kind, '') as error, d.subject_type,
         d.subject_id, p.hostname, g.groups, g.total, ${REQUESTS('g.directives')} as requests
       from (
         select max(id::text)::uuid as id, max(completed_at) as at, count(*)::int as n, ${FIRST_IDS('id')} as directives,
           (count(*) over ())::int as groups, (sum(count(*)) over ())::int as total
         from directives_directive where status = 'failed' and id >= $1::uuid
         group by summary, error_kind order by max(completed_at) desc limit $2
       ) g join directives_directive d on d.id = g.id
       left join fleet_probe p on d.subject_type = 'probe' and p.id = d.subject_id
       order by g.at desc, d.id`,
      [idAt(since, 'first'), few],
    );
  }

  freezes(tx: Tx, now: Date): Promise<ActiveFreeze[]> {
    return tx.query(
      `select id, scope_type, scope_id, reason, by_name, from_at as at, until_at from directives_freeze
       where lifted_at is null and from_at <= $1 and (until_at is null or until_at > $1)
       order by from_at desc limit 20`,
      [now],
    );
  }

  deadDeliveries(tx: Tx): Promise<DeadGroup[]> {
    return tx.query(
      `select d.handler, count(*)::int as n, max(d.next_attempt_at) as at, max(d.id::text) as id,
         coalesce((array_agg(d.last_error order by d.seq desc))[1], '') as error
       from core_delivery d where d.state = 'dead' group by d.handler order by d.handler limit 20`,
    );
  }
}
