import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { toDispatch, toRow } from './dispatch-row.js';
import type { Dispatch, GivenUp, ReportingProbe } from './dispatch.js';

/** An end that the control plane decides. */
export interface Abandoned {
  readonly id: string;
  readonly givenUp: GivenUp;
}

/**
 * Queries on `commands_dispatch`. Whatever changes several rows locks them in the order of their ids first, so that
 * results, acceptances and sweeps of the same rows wait for each other instead of going round in a circle.
 */
@Injectable()
export class DispatchesStore {
  async insert(tx: Tx, dispatches: readonly Dispatch[]): Promise<void> {
    await tx.query(
      `insert into commands_dispatch (id, tenant_id, directive_id, attempt, request_id, probe_id, argv, line, timeout_ms,
         stream, capture, level, policy_revision, approval_id, granted_level, state, created_at, expires_at, deadline_at, sent_at)
       select * from jsonb_to_recordset($1::jsonb) as r(id uuid, tenant_id text, directive_id uuid, attempt int,
         request_id text, probe_id text, argv jsonb, line text, timeout_ms int, stream boolean, capture jsonb, level text, policy_revision bigint, approval_id uuid,
         granted_level text, state text, created_at timestamptz, expires_at timestamptz, deadline_at timestamptz,
         sent_at timestamptz)`,
      [JSON.stringify(dispatches.map(toRow))],
    );
  }

  /** Those of the given that may still be sent. */
  async unsent(tx: Tx, ids: readonly string[], now: Date): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where id = any($1) and state = 'sent' and cancel_reason is null
         and expires_at > $2 order by created_at, id`,
      [ids, now],
    );
    return rows.map(toDispatch);
  }

  /** What a probe has not taken yet and may still take. */
  async unsentFor(tx: Tx, probeId: string, now: Date): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where probe_id = $1 and state = 'sent' and cancel_reason is null
         and expires_at > $2 order by created_at, id limit 1000`,
      [probeId, now],
    );
    return rows.map(toDispatch);
  }

  /** What a probe runs and somebody asked to stop. */
  async canceledFor(tx: Tx, probeId: string): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where probe_id = $1 and state = 'accepted' and cancel_reason is not null`,
      [probeId],
    );
    return rows.map(toDispatch);
  }

  /** What a probe has taken, or may have, and whose end is not known; locked. */
  async openFor(tx: Tx, probeId: string): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where probe_id = $1 and state <> 'done' order by id for update`,
      [probeId],
    );
    return rows.map(toDispatch);
  }

  /**
   * Notes that these were taken by the probe that owns them. With a deadline they are claimed, to be handed over
   * afterwards and only once: then one that somebody canceled is not among them.
   * @returns those that were still open for taking, each once however often it is claimed
   */
  async accept(
    tx: Tx,
    taken: readonly { id: string; probeId: string; deadlineAt?: Date }[],
    at: Date,
  ): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `with taken as (
         select * from jsonb_to_recordset($1::jsonb) as r(id uuid, "probeId" text, "deadlineAt" timestamptz)
       ), locked as (
         select d.id from commands_dispatch d join taken t on t.id = d.id and t."probeId" = d.probe_id
         where d.state = 'sent' and (t."deadlineAt" is null or d.cancel_reason is null) order by d.id for update of d
       ), changed as (
         update commands_dispatch d set state = 'accepted', accepted_at = $2, deadline_at = coalesce(t."deadlineAt", d.deadline_at)
         from locked l join taken t on t.id = l.id where d.id = l.id and d.state = 'sent' returning d.id
       )
       select id from changed`,
      [JSON.stringify(taken), at],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Open ones that nobody took in time, or whose end did not come; locked, skipping what another replica is at. */
  async overdue(tx: Tx, { now, unaccepted }: { now: Date; unaccepted: Date }): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where id in (
         (select id from commands_dispatch where state = 'sent' and expires_at < $1 order by expires_at limit 500)
         union all
         (select id from commands_dispatch where state = 'accepted' and deadline_at < $2 order by deadline_at limit 500)
       ) and state <> 'done' order by id for update skip locked`,
      [unaccepted, now],
    );
    return rows.map(toDispatch);
  }

  /** Ends rows that the caller has locked. */
  async giveUp(tx: Tx, abandoned: readonly Abandoned[], now: Date): Promise<void> {
    await tx.query(
      `update commands_dispatch d set state = 'done', given_up = r."givenUp", finished_at = $2
       from jsonb_to_recordset($1::jsonb) as r(id uuid, "givenUp" text) where d.id = r.id and d.state <> 'done'`,
      [JSON.stringify(abandoned), now],
    );
  }

  /** Marks the open attempt of a directive to be stopped. @returns it, or nothing when there is none */
  async requestCancel(tx: Tx, directiveId: string, reason: string): Promise<Dispatch | undefined> {
    const [row] = await tx.query(
      `with changed as (
         update commands_dispatch set cancel_reason = $2 where directive_id = $1 and state <> 'done' returning *
       ) select * from changed`,
      [directiveId, reason],
    );
    return row && toDispatch(row);
  }

  /** Marks what nobody is known to have taken to be stopped, in the order of its ids. @returns it */
  async recall(tx: Tx, directiveIds: readonly string[], reason: string): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `with waiting as (
         select id from commands_dispatch where directive_id = any($1) and state = 'sent' and cancel_reason is null
         order by id for update
       ), changed as (
         update commands_dispatch d set cancel_reason = $2 from waiting w where d.id = w.id returning d.*
       ) select * from changed order by id`,
      [directiveIds, reason],
    );
    return rows.map(toDispatch);
  }

  /** Those of the given that are under way and that somebody asked to stop. */
  async canceled(tx: Tx, ids: readonly string[]): Promise<Dispatch[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where id = any($1) and state <> 'done' and cancel_reason is not null`,
      [ids],
    );
    return rows.map(toDispatch);
  }

  /** The newest attempt under a request id, in the tenant of the transaction. */
  async latest(tx: Tx, requestId: string): Promise<Dispatch | undefined> {
    const [row] = await tx.query(
      `select * from commands_dispatch where request_id = $1 order by attempt desc limit 1`,
      [requestId],
    );
    return row && toDispatch(row);
  }

  async get(tx: Tx, id: string): Promise<Dispatch | undefined> {
    const [row] = await tx.query(`select * from commands_dispatch where id = $1`, [id]);
    return row && toDispatch(row);
  }

  /** The newest attempt a probe was sent under a request id: an upstream probe knows no other name for it. */
  async findFor(tx: Tx, probe: ReportingProbe, requestId: string): Promise<Dispatch | undefined> {
    const [row] = await tx.query(
      `select * from commands_dispatch where tenant_id = $1 and request_id = $2 and probe_id = $3
       order by attempt desc limit 1`,
      [probe.tenantId, requestId, probe.probeId],
    );
    return row && toDispatch(row);
  }

  /** What is under way in the tenant of the transaction, oldest first, and how many there are. */
  async pending(tx: Tx, limit: number): Promise<{ dispatches: Dispatch[]; total: number }> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from commands_dispatch where state <> 'done' order by created_at limit $1`,
      [limit],
    );
    if (rows.length < limit) return { dispatches: rows.map(toDispatch), total: rows.length };
    const [{ n }] = await tx.query(`select count(*) as n from commands_dispatch where state <> 'done'`);
    return { dispatches: rows.map(toDispatch), total: Number(n) };
  }
}
