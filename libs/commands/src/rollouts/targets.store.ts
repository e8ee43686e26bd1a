import { Injectable } from '@nestjs/common';
import { RolloutTargetState } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { EndedDirective } from '@legator/directives';
import type { ProbeHealth } from '@legator/fleet';
import type { Counts, RolloutTarget } from './rollout.js';

const NAMES = `rollout_id as "rolloutId", tenant_id as "tenantId", probe_id as "probeId", position, hostname, state, wave,
  request_id as "requestId", directive_id as "directiveId", reason, health_before as "healthBefore", ended_at as "endedAt"`;
const INTERESTING = ['failed', 'running', 'skipped', 'waiting', 'not_run', 'succeeded'];

/** Whether it was handed over and stopped before its host began it, as by a freeze. SQL over an alias `r`. */
const UNTAKEN = `exists (select from commands_dispatch d where d.directive_id = r.id
  and (d.given_up = 'canceled' or (d.outcome = 'canceled' and d.duration_ms = 0)))`;

/** A host whose turn has come. */
export interface Released {
  readonly probeId: string;
  readonly requestId: string;
  readonly directiveId: string;
  readonly healthBefore: ProbeHealth | undefined;
}

/** Queries on `commands_rollout_target`, for whoever has locked the rollout. */
@Injectable()
export class TargetsStore {
  async insert(
    tx: Tx,
    targets: readonly Pick<
      RolloutTarget,
      'rolloutId' | 'tenantId' | 'probeId' | 'position' | 'hostname' | 'state' | 'reason'
    >[],
  ): Promise<void> {
    await tx.query(
      `insert into commands_rollout_target (rollout_id, tenant_id, probe_id, position, hostname, state, reason)
       select * from jsonb_to_recordset($1::jsonb) as r("rolloutId" uuid, "tenantId" text, "probeId" text, position int,
         hostname text, state text, reason text)`,
      [JSON.stringify(targets)],
    );
  }

  async counts(tx: Tx, rolloutId: string): Promise<Counts> {
    const rows: { state: RolloutTargetState; n: number }[] = await tx.query(
      `select state, count(*)::int as n from commands_rollout_target where rollout_id = $1 group by state`,
      [rolloutId],
    );
    const zero = RolloutTargetState.options.map((state) => [state, 0]);
    return { ...Object.fromEntries(zero), ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
  }

  /** The next in order whose turn has not come. */
  next(tx: Tx, rolloutId: string, limit: number): Promise<RolloutTarget[]> {
    return tx.query(
      `select ${NAMES} from commands_rollout_target where rollout_id = $1 and state = 'waiting'
       order by position limit $2`,
      [rolloutId, limit],
    );
  }

  running(tx: Tx, rolloutId: string): Promise<{ directiveId: string }[]> {
    return tx.query(
      `select directive_id as "directiveId" from commands_rollout_target where rollout_id = $1 and state = 'running'`,
      [rolloutId],
    );
  }

  /** Those that ran in a wave. */
  ofWave(tx: Tx, rolloutId: string, wave: number): Promise<RolloutTarget[]> {
    return tx.query(
      `select ${NAMES} from commands_rollout_target
       where rollout_id = $1 and wave = $2 and state in ('succeeded', 'failed') order by position`,
      [rolloutId, wave],
    );
  }

  /** In order, for those who asked again. */
  async probeIds(tx: Tx, rolloutId: string): Promise<string[]> {
    const rows: { probe_id: string }[] = await tx.query(
      `select probe_id from commands_rollout_target where rollout_id = $1 order by position`,
      [rolloutId],
    );
    return rows.map(({ probe_id }) => probe_id);
  }

  /** Which of these rollouts asked a host for this request. */
  async rolloutOf(tx: Tx, rolloutIds: readonly string[], requestId: string): Promise<string | undefined> {
    if (rolloutIds.length === 0) return undefined;
    const [row]: { id: string }[] = await tx.query(
      `select rollout_id as id from commands_rollout_target where rollout_id = any($1) and request_id = $2 limit 1`,
      [rolloutIds, requestId],
    );
    return row?.id;
  }

  async release(tx: Tx, rolloutId: string, wave: number, released: readonly Released[]): Promise<void> {
    await tx.query(
      `update commands_rollout_target t set state = 'running', wave = $2, request_id = r."requestId",
         directive_id = r."directiveId", health_before = r."healthBefore"
       from jsonb_to_recordset($3::jsonb)
         as r("probeId" text, "requestId" text, "directiveId" uuid, "healthBefore" jsonb)
       where t.rollout_id = $1 and t.probe_id = r."probeId" and t.state = 'waiting'`,
      [rolloutId, wave, JSON.stringify(released)],
    );
  }

  async skip(
    tx: Tx,
    rolloutId: string,
    skipped: readonly { probeId: string; reason: string }[],
  ): Promise<void> {
    if (skipped.length === 0) return;
    await tx.query(
      `update commands_rollout_target t set state = 'skipped', reason = r.reason
       from jsonb_to_recordset($2::jsonb) as r("probeId" text, reason text)
       where t.rollout_id = $1 and t.probe_id = r."probeId" and t.state = 'waiting'`,
      [rolloutId, JSON.stringify(skipped)],
    );
  }

  /** What never began was skipped; what began and did not succeed has failed, whoever ended it. */
  async settle(tx: Tx, rolloutId: string, ended: readonly EndedDirective[]): Promise<void> {
    if (ended.length === 0) return;
    await tx.query(
      `update commands_rollout_target t set ended_at = r."endedAt", reason = r."errorMessage",
         state = case when r.status = 'succeeded' then 'succeeded' when r.unstarted or ${UNTAKEN} then 'skipped' else 'failed' end
       from jsonb_to_recordset($2::jsonb)
         as r(id uuid, status text, unstarted boolean, "errorMessage" text, "endedAt" timestamptz)
       where t.rollout_id = $1 and t.directive_id = r.id and t.state = 'running'`,
      [rolloutId, JSON.stringify(ended)],
    );
  }

  async leaveOut(tx: Tx, rolloutId: string): Promise<void> {
    await tx.query(
      `update commands_rollout_target set state = 'not_run' where rollout_id = $1 and state = 'waiting'`,
      [rolloutId],
    );
  }

  /** What people look for first: failures, then what runs. */
  shown(tx: Tx, rolloutId: string, limit: number): Promise<RolloutTarget[]> {
    return tx.query(
      `select ${NAMES} from commands_rollout_target where rollout_id = $1
       order by array_position($3::text[], state), position limit $2`,
      [rolloutId, limit, INTERESTING],
    );
  }
}
