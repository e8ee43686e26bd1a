import { Injectable } from '@nestjs/common';
import type { Subject, Tx } from '@legator/core';
import { toDirective } from './directive-row.js';
import type { Directive } from './directive.js';

export interface Likeness {
  readonly type: string;
  readonly subject: Subject;
  /** A word of the payload that has to be the same, and where it stands in it. */
  readonly same?: { readonly path: readonly string[]; readonly value: string };
  /** Not this one itself. */
  readonly besides: string;
}

/** How one of many stands. */
export interface EndedDirective {
  readonly id: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  /** It never began: refused, canceled, or its approval did not hold. */
  readonly unstarted: boolean;
  readonly errorMessage: string | null;
  readonly endedAt: Date;
}

/** As SQL, whether one of the directives in this array (an expression) has not ended; one that is gone has. */
export function unfinishedAmong(ids: string): string {
  return `exists (select from directives_directive d where d.id = any(${ids})
    and d.status not in ('succeeded', 'failed', 'canceled'))`;
}

/** As SQL, whether one of the directives in this array (an expression) waits for a person's yes. */
export function heldAmong(ids: string): string {
  return `exists (select from directives_directive d where d.id = any(${ids})
    and d.status = 'requested' and d.gate = 'pending')`;
}

/** What was done before. */
@Injectable()
export class DirectiveHistory {
  /** Those of the given that have ended. */
  endsOf(tx: Tx, ids: readonly string[]): Promise<EndedDirective[]> {
    return tx.query(
      `select id, status, (started_at is null or error_kind = 'approval_void') as unstarted,
         error_message as "errorMessage", completed_at as "endedAt"
       from directives_directive where id = any($1) and status in ('succeeded', 'failed', 'canceled')`,
      [ids],
    );
  }

  /** Those of the given that exist, in any order. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<Directive[]> {
    const rows = await tx.query('select * from directives_directive where id = any($1)', [ids]);
    return rows.map(toDirective);
  }

  /** The newest that have ended and are alike. */
  async alike(tx: Tx, { type, subject, same, besides }: Likeness, limit: number): Promise<Directive[]> {
    const rows = await tx.query(
      `select * from directives_directive
       where type = $1 and subject_type = $2 and subject_id = $3 and id <> $4
         and status in ('succeeded', 'failed', 'canceled') and ($5::text[] is null or payload #>> $5 = $6)
       order by id desc limit $7`,
      [type, subject.type, subject.id, besides, same?.path ?? null, same?.value ?? null, limit],
    );
    return rows.map(toDirective);
  }
}
