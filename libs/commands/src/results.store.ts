import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { Capture } from '@legator/contracts';
import type { Captured, Dispatch, GivenUp, StoredResult } from './dispatch.js';

/** A result on its way to the table; texts are storable already. */
export interface ArrivedResult extends StoredResult {
  readonly id: string;
  readonly probeId: string;
  /** As the probe said it: nobody has looked at it yet. */
  readonly captured: Captured;
}

/** A dispatch whose result was stored just now. */
export interface SettledDispatch {
  readonly id: string;
  readonly tenantId: string;
  readonly directiveId: string;
  readonly requestId: string;
  readonly probeId: string;
  readonly argv: readonly string[];
  readonly capture: Dispatch['capture'];
  readonly lastChunk: number;
  readonly cancelReason: string | null;
  readonly givenUp: GivenUp | null;
}

/** The queries that store results. */
@Injectable()
export class ResultsStore {
  /**
   * Writes each result into its dispatch, if the probe owns it and no result was there. One that had been given up
   * keeps its end and is marked as late.
   */
  async store(tx: Tx, results: readonly ArrivedResult[], now: Date): Promise<SettledDispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `with arrived as (
         select * from jsonb_to_recordset($1::jsonb) as r(id uuid, "probeId" text, outcome text, "exitCode" int,
           stdout text, stderr text, truncated boolean, "durationMs" bigint, reason text, message text, contained boolean, limits text)
       ), locked as (
         select d.id from commands_dispatch d join arrived r on r.id = d.id and r."probeId" = d.probe_id
         order by d.id for update of d
       ), changed as (
         update commands_dispatch d set state = 'done', outcome = r.outcome, exit_code = r."exitCode",
           stdout = r.stdout, stderr = r.stderr, truncated = r.truncated, duration_ms = r."durationMs",
           reason = r.reason, message = r.message, contained = r.contained, limits = r.limits, late = d.given_up is not null,
           accepted_at = coalesce(d.accepted_at, $2), finished_at = coalesce(d.finished_at, $2)
         from locked l join arrived r on r.id = l.id where d.id = l.id and d.outcome is null
         returning d.id, d.tenant_id, d.directive_id, d.request_id, d.probe_id, d.argv, d.capture, d.last_chunk, d.cancel_reason, d.given_up
       )
       select * from changed order by id`,
      [JSON.stringify(results.map(({ captured: _captured, ...result }) => result)), now],
    );
    return rows.map(toSettled);
  }

  /** Which of these dispatches belong to the probe that reports them, as `dispatch@probe`. */
  async owned(tx: Tx, results: readonly { id: string; probeId: string }[]): Promise<Set<string>> {
    const rows: { key: string }[] = await tx.query(
      `select d.id || '@' || d.probe_id as key from commands_dispatch d
       join jsonb_to_recordset($1::jsonb) as r(id uuid, "probeId" text) on r.id = d.id and r."probeId" = d.probe_id`,
      [JSON.stringify(results.map(({ id, probeId }) => ({ id, probeId })))],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** What the stream of a request has kept of its output so far. */
  async streamedOutput(
    tx: Tx,
    tenantId: string,
    requestId: string,
  ): Promise<{ stdout: string; stderr: string }> {
    const [row] = await tx.query(
      `select coalesce(string_agg(data, '' order by seq) filter (where stream = 'stdout'), '') as stdout,
         coalesce(string_agg(data, '' order by seq) filter (where stream = 'stderr'), '') as stderr
       from commands_event where tenant_id = $1 and request_id = $2 and kind = 'output'`,
      [tenantId, requestId],
    );
    return row;
  }
}

function toSettled(row: Record<string, unknown>): SettledDispatch {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    directiveId: row['directive_id'] as string,
    requestId: row['request_id'] as string,
    probeId: row['probe_id'] as string,
    argv: row['argv'] as string[],
    capture: row['capture'] as Capture[],
    lastChunk: row['last_chunk'] as number,
    cancelReason: row['cancel_reason'] as string | null,
    givenUp: row['given_up'] as GivenUp | null,
  };
}
