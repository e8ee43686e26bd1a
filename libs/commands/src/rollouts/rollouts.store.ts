import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { Rollout } from './rollout.js';

const COLUMNS = [
  ['id', 'id'],
  ['tenant_id', 'tenantId'],
  ['directive_id', 'directiveId'],
  ['state', 'state'],
  ['outcome', 'outcome'],
  ['reason', 'reason'],
  ['total', 'total'],
  ['max_concurrent', 'maxConcurrent'],
  ['max_errors', 'maxErrors'],
  ['canary', 'canary'],
  ['health_ms', 'healthMs'],
  ['health_timeout_ms', 'healthTimeoutMs'],
  ['wave', 'wave'],
  ['wave_ended_at', 'waveEndedAt'],
  ['well_since', 'wellSince'],
  ['waits_for', 'waitsFor'],
  ['ignore_health', 'ignoreHealth'],
  ['created_at', 'createdAt'],
  ['started_at', 'startedAt'],
  ['finished_at', 'finishedAt'],
] as const satisfies readonly (readonly [string, keyof Rollout])[];
const NAMES = COLUMNS.map(([column, property]) => `${column} as "${property}"`).join(', ');
const COLUMN_OF = new Map<string, string>(COLUMNS.map(([column, property]) => [property, column]));

/**
 * Queries on `commands_rollout`. The row of the directive is locked before it, always: whoever starts, moves on, pauses
 * or stops a rollout is served in turn.
 */
@Injectable()
export class RolloutsStore {
  async insert(tx: Tx, rollout: Rollout): Promise<void> {
    const columns = COLUMNS.map(([column]) => column);
    const values = COLUMNS.map(([, property]) => rollout[property]);
    const holes = values.map((_value, at) => `$${at + 1}`).join(', ');
    await tx.query(`insert into commands_rollout (${columns.join(', ')}) values (${holes})`, values);
  }

  async find(tx: Tx, id: string): Promise<Rollout | undefined> {
    const [row] = await tx.query(`select ${NAMES} from commands_rollout where id = $1`, [id]);
    return row;
  }

  /** Locked; for whoever has locked its directive. */
  async take(tx: Tx, directiveId: string): Promise<Rollout | undefined> {
    const [row] = await tx.query(`select ${NAMES} from commands_rollout where directive_id = $1 for update`, [
      directiveId,
    ]);
    return row;
  }

  /** Changes a row that the caller has locked. @returns how it is then */
  async change(tx: Tx, rollout: Rollout, to: Partial<Rollout>): Promise<Rollout> {
    const entries = Object.entries(to);
    const sets = entries.map(([property], at) => `${COLUMN_OF.get(property)} = $${at + 2}`).join(', ');
    await tx.query(`update commands_rollout set ${sets} where id = $1`, [
      rollout.id,
      ...entries.map(([, value]) => value),
    ]);
    return { ...rollout, ...to };
  }

  /** Those whose directive has just begun. @returns them as they are then */
  async begin(tx: Tx, directiveIds: readonly string[], now: Date): Promise<Rollout[]> {
    return tx.query(
      `with begun as (
         update commands_rollout set state = 'running', started_at = $2
         where directive_id = any($1) and state = 'waiting' returning *
       ) select ${NAMES} from begun order by id`,
      [directiveIds, now],
    );
  }

  /** Those on their way, of all tenants. */
  open(tx: Tx): Promise<Pick<Rollout, 'id' | 'tenantId' | 'directiveId'>[]> {
    return tx.query(
      `select id, tenant_id as "tenantId", directive_id as "directiveId" from commands_rollout
       where state in ('running', 'paused', 'stopping') order by id`,
    );
  }

  /** How many hosts each of these is for. */
  async sizes(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
    const rows: { id: string; total: number }[] = await tx.query(
      `select id, total from commands_rollout where id::text = any($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, total }) => [id, total]));
  }
}
