import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** What a request for approval was asked in, and when. */
export interface Asked {
  readonly conversation: string | null;
  readonly at: Date;
}

export interface EvidenceRow {
  readonly directive_id: string;
  readonly request_id: string | null;
  readonly probe_id: string;
  readonly hostname: string | null;
  readonly command: string;
  readonly model: string | null;
  readonly via: string | null;
  readonly requested_by: string;
  readonly outcome: string;
  readonly exit_code: number | null;
  readonly at: Date;
  readonly duration_ms: number | null;
  /** The beginning of what it printed; null unless that was asked for. */
  readonly stdout: string | null;
  readonly stderr: string | null;
  /** Of all, whatever the limit. */
  readonly n: number;
}

/** Enough for a first line behind some that are empty. */
const READ_CHARS = 4_096;
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/**
 * What ran at a host and whose end was known at that moment: neither what was refused, nor what ended afterwards or was
 * heard of too late can have been read. A later attempt of the same is not what was read then.
 */
const READ = `
  select d.id as directive, c.id as dispatch, c.created_at, (count(*) over ())::int as n
  from directives_directive d
  join lateral (
    select x.id, x.created_at from commands_dispatch x
    where x.directive_id = d.id and x.outcome in ('exited', 'timed_out', 'canceled', 'indeterminate')
      and not x.late and x.finished_at < $2
    order by x.attempt desc limit 1
  ) c on true
  where d.conversation_id = $1 and d.type = 'command.run' and d.level in ('observe', 'diagnose') and d.requested_at < $2
  order by c.created_at desc, d.id desc limit $3`;

/** Outputs are looked at last, and only those of the rows that are shown. */
const EVIDENCE = `
  with found as (${READ})
  select d.id as directive_id, r.request_id, d.subject_id as probe_id, p.hostname, d.summary as command,
    d.origin->>'model' as model, t.via, d.requested_by_name as requested_by, c.outcome, c.exit_code,
    c.created_at as at, c.duration_ms::float8 as duration_ms,
    case when $4 then coalesce(left(c.stdout, ${READ_CHARS}), '') end as stdout,
    case when $4 then coalesce(left(c.stderr, ${READ_CHARS}), '') end as stderr, found.n
  from found
  join directives_directive d on d.id = found.directive
  join commands_dispatch c on c.id = found.dispatch
  left join commands_request r on r.directive_id = d.id
  left join fleet_probe p on p.id = d.subject_id
  left join chat_turn t on t.id = case when d.origin->>'turn_id' ~ '${UUID}' then (d.origin->>'turn_id')::uuid end
  order by found.created_at desc, d.id desc`;

/** The read-only commands of a conversation, as their rooms wrote them down. */
@Injectable()
export class EvidenceStore {
  async asked(tx: Tx, approvalId: string): Promise<Asked | undefined> {
    const [row]: Asked[] = await tx.query(
      `select d.conversation_id as conversation, d.requested_at as at
       from approvals_approval a join directives_directive d on d.id = a.directive_id where a.id = $1`,
      [approvalId],
    );
    return row;
  }

  /** What was read in a conversation before a moment, newest first. */
  read(tx: Tx, { conversation, before, limit, withOutput }: ReadWish): Promise<EvidenceRow[]> {
    return tx.query(EVIDENCE, [conversation, before, limit, withOutput]);
  }
}

interface ReadWish {
  readonly conversation: string;
  readonly before: Date;
  readonly limit: number;
  readonly withOutput: boolean;
}
