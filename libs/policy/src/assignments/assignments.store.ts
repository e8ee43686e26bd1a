import { Injectable } from '@nestjs/common';
import type { Level, PolicyDrift } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { TargetChoice } from '@legator/fleet';

export interface Scope {
  readonly type: 'probe' | 'tag' | 'site';
  readonly id: string;
}

/** The probes it is about. */
export function choiceOf({ type, id }: Scope): TargetChoice {
  if (type === 'probe') return { probeIds: [id] };
  return type === 'tag' ? { tag: id } : { site: id };
}

export interface Assignment {
  readonly scope: Scope;
  readonly policyId: string;
  readonly version: number;
  readonly by: string;
  readonly at: Date;
}

/** A version and why it holds for a probe. */
export interface HeldRef {
  readonly policyId: string;
  readonly version: number;
  readonly via: Scope;
}

/** What a probe said it goes by. */
export interface Reported {
  readonly revision: number;
  readonly level: Level;
  readonly sandbox: string;
  readonly refused?: string | undefined;
}

/** What a probe has to go by. */
export interface ProbePolicyRow {
  readonly probeId: string;
  readonly revision: number;
  readonly baseLevel: Level;
  readonly level: Level;
  readonly held: readonly HeldRef[];
  readonly setAt: Date;
  readonly reported: Reported | null;
  readonly reportedAt: Date | null;
  readonly drift: PolicyDrift;
  readonly driftNote: string | null;
}

export type Revision = Pick<ProbePolicyRow, 'revision' | 'baseLevel'>;

const PROBE = `probe_id as "probeId", revision::float8 as revision, base_level as "baseLevel", level, held, set_at as "setAt",
  reported, reported_at as "reportedAt", drift, drift_note as "driftNote"`;

/** Whom policies are applied to, and what follows from that for each probe. */
@Injectable()
export class AssignmentsStore {
  async list(tx: Tx): Promise<Assignment[]> {
    return (await tx.query('select * from policy_assignment order by scope_type, scope_id limit 5000')).map(
      toAssignment,
    );
  }

  /** All that concern one of the probes, of the tags or of the sites. */
  async concerning(
    tx: Tx,
    {
      probeIds = [],
      tags = [],
      sites = [],
    }: Partial<Record<'probeIds' | 'tags' | 'sites', readonly string[]>>,
  ): Promise<Assignment[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select * from policy_assignment where scope_type = 'probe' and scope_id = any($1)
       union all select * from policy_assignment where scope_type = 'tag' and scope_id = any($2)
       union all select * from policy_assignment where scope_type = 'site' and scope_id = any($3)`,
      [probeIds, tags, sites],
    );
    return rows.map(toAssignment);
  }

  async put(tx: Tx, tenantId: string, { scope, policyId, version, by, at }: Assignment): Promise<void> {
    await tx.query(
      `insert into policy_assignment (tenant_id, scope_type, scope_id, policy_id, version, by_name, at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, scope_type, scope_id) do update
         set policy_id = excluded.policy_id, version = excluded.version, by_name = excluded.by_name, at = excluded.at`,
      [tenantId, scope.type, scope.id, policyId, version, by, at],
    );
  }

  async delete(tx: Tx, { type, id }: Scope): Promise<void> {
    await tx.query('delete from policy_assignment where scope_type = $1 and scope_id = $2', [type, id]);
  }

  /** What was applied to a probe that there is no more, and what it had to go by. */
  async forget(tx: Tx, probeId: string): Promise<void> {
    await this.delete(tx, { type: 'probe', id: probeId });
    await tx.query('delete from policy_probe where probe_id = $1', [probeId]);
  }

  async countOf(tx: Tx, policyId: string): Promise<number> {
    const [{ n }] = await tx.query('select count(*)::int as n from policy_assignment where policy_id = $1', [
      policyId,
    ]);
    return n;
  }

  async countAt(tx: Tx, { type, id }: Scope): Promise<number> {
    const [{ n }] = await tx.query(
      'select count(*)::int as n from policy_assignment where scope_type = $1 and scope_id = $2',
      [type, id],
    );
    return n;
  }

  /** One at a time changes what the probes of a tenant go by, so that revisions only ever go up. */
  async lock(tx: Tx, tenantId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('policy_probe ' || $1, 0))`, [tenantId]);
  }

  async rows(tx: Tx, probeIds: readonly string[]): Promise<Map<string, ProbePolicyRow>> {
    const rows: ProbePolicyRow[] = await tx.query(
      `select ${PROBE} from policy_probe where probe_id = any($1)`,
      [probeIds],
    );
    return new Map(rows.map((row) => [row.probeId, row]));
  }

  /** Which revision each has to go by, and the level it had before any policy; none for those that were never given one. */
  async revisions(tx: Tx, probeIds: readonly string[]): Promise<Map<string, Revision>> {
    const rows: (Revision & { id: string })[] = await tx.query(
      `select probe_id as id, revision::float8 as revision, base_level as "baseLevel"
       from policy_probe where probe_id = any($1)`,
      [probeIds],
    );
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }

  /** Probes that do not go by what they were given, by id. */
  drifted(tx: Tx, limit: number): Promise<ProbePolicyRow[]> {
    return tx.query(
      `select ${PROBE} from policy_probe where drift not in ('none', 'unassigned') order by probe_id limit $1`,
      [limit],
    );
  }

  /** What holds from now on. What they reported before is about something else. */
  async set(
    tx: Tx,
    tenantId: string,
    rows: readonly Pick<ProbePolicyRow, 'probeId' | 'revision' | 'baseLevel' | 'level' | 'held' | 'setAt'>[],
  ): Promise<void> {
    await tx.query(
      `insert into policy_probe (tenant_id, probe_id, revision, base_level, level, held, set_at, drift)
       select $1, r."probeId", r.revision, r."baseLevel", r.level, r.held, r."setAt", 'unreported'
       from jsonb_to_recordset($2::jsonb) as r("probeId" text, revision bigint, "baseLevel" text, level text, held jsonb, "setAt" timestamptz)
       on conflict (tenant_id, probe_id) do update set revision = excluded.revision, level = excluded.level,
         held = excluded.held, set_at = excluded.set_at, drift = 'unreported', drift_note = null`,
      [tenantId, JSON.stringify(rows)],
    );
  }

  async report(
    tx: Tx,
    probeId: string,
    { reported, at, drift, note }: { reported: Reported; at: Date; drift: PolicyDrift; note: string | null },
  ): Promise<void> {
    await tx.query(
      'update policy_probe set reported = $2, reported_at = $3, drift = $4, drift_note = $5 where probe_id = $1',
      [probeId, JSON.stringify(reported), at, drift, note],
    );
  }
}

function toAssignment(row: Record<string, unknown>): Assignment {
  return {
    scope: { type: row['scope_type'] as Scope['type'], id: row['scope_id'] as string },
    policyId: row['policy_id'] as string,
    version: row['version'] as number,
    by: row['by_name'] as string,
    at: row['at'] as Date,
  };
}
