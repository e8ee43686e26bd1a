import { Injectable } from '@nestjs/common';
import type { DirectiveOrigin, VerdictDecision } from '@legator/contracts';
import { currentContext } from '@legator/core';
import type { Subject, Tx } from '@legator/core';

/** A directive that was asked for, and what was decided of it then. */
export interface DecidedDirective {
  readonly id: string;
  readonly payload: Record<string, unknown>;
  readonly summary: string;
  readonly subjectId: string;
  readonly decision: VerdictDecision;
  readonly correlationId: string | null;
  readonly requestedAt: Date;
  /** Null for those that no conversation brought. */
  readonly origin: DirectiveOrigin | null;
}

export interface RecentCounts {
  readonly all: number;
  readonly bySubject: ReadonlyMap<string, number>;
}

/** How often a directive has started since a time (an expression) and is about to, as SQL over an alias `d`. */
export const STARTS = (since: string) => `((d.status = 'requested')::int
  + (select count(*) from directives_attempt a where a.directive_id = d.id and a.started_at > ${since}))`;

/** What was asked for lately, for those who decide or explain by it. */
@Injectable()
export class RecentDirectives {
  /**
   * Until the end of the transaction nobody else in the tenant lets anything of this type through by what it counted: of
   * two at once for the last place, one gets it.
   */
  async countAlone(tx: Tx, type: string): Promise<void> {
    const name = `${currentContext().actor.tenantId}\n${type}`;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7305911208))', [name]);
  }

  /**
   * How often something of a type was let through since then, by policy or by people; each start counts, and what is about
   * to start. Not those that are being judged anew.
   */
  async counts(tx: Tx, type: string, since: Date, subjectIds: readonly string[]): Promise<RecentCounts> {
    const rows: { subject_id: string | null; n: number }[] = await tx.query(
      `with let as materialized (
         select d.subject_id, ${STARTS('$2')} as n from directives_directive d
         where d.type = $1 and d.requested_at > $2 and (d.decision = 'allow' or d.gate = 'approved')
           and d.judged_at is not null)
       select null as subject_id, coalesce(sum(n), 0)::int as n from let
       union all select subject_id, sum(n)::int from let where subject_id = any($3) group by subject_id`,
      [type, since, subjectIds],
    );
    const bySubject = new Map(
      rows.flatMap(({ subject_id: id, n }) => (id === null ? [] : [[id, n] as const])),
    );
    return { all: rows.find(({ subject_id: id }) => id === null)?.n ?? 0, bySubject };
  }

  /** Newest first. `subject`: only what is about it, as its subject or beside it. */
  decided(
    tx: Tx,
    {
      type,
      since,
      limit,
      subject,
    }: { type: string; since: Date; limit: number; subject?: Subject | undefined },
  ): Promise<DecidedDirective[]> {
    return tx.query(
      `select d.id, d.payload, d.summary, d.subject_id as "subjectId", d.decision, d.correlation_id as "correlationId",
         d.requested_at as "requestedAt", d.origin
       from directives_directive d
       where d.type = $1 and d.requested_at > $2 and ($3::text is null or (d.subject_type = $3 and d.subject_id = $4)
         or exists (select from directives_subject s where s.directive_id = d.id and s.subject_type = $3 and s.subject_id = $4))
       order by d.requested_at desc limit $5`,
      [type, since, subject?.type ?? null, subject?.id ?? null, limit],
    );
  }
}
