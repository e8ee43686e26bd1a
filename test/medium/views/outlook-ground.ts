import { newId } from '@legator/core';
import { ApprovalOutlook } from '@legator/contracts';
import type { ApprovalOutlook as Outlook } from '@legator/contracts';
import { judgeArgv, judgeLine, loadReaders } from '@legator/shell';
import request from 'supertest';
import { OverviewGround } from './overview-ground.js';

const HOUR_MS = 3_600_000;

export type Words = readonly string[] | string;

/** Requests for commands as the judge reads them, hosts with inventories, and vitals in the tables that keep them. */
export class OutlookGround {
  private constructor(readonly overview: OverviewGround) {}

  static async start(): Promise<OutlookGround> {
    await loadReaders();
    return new OutlookGround(await OverviewGround.start());
  }

  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.overview.client.query(text, values)).rows as T[];
  }

  /** A host that has told of itself; `inventory: null` has not. */
  async host(over: { vitals?: object; inventory?: object | null; tenant?: string } = {}): Promise<string> {
    const {
      vitals = { fullestMount: { path: '/', percent: 90 } },
      inventory = {},
      tenant = 'default',
    } = over;
    const [id] = await this.overview.probes(1, { vitals, tenant });
    if (inventory === null) return id!;
    const { packages, ...body } = inventory as { packages?: object[] };
    await this.sql(
      `insert into fleet_inventory (probe_id, tenant_id, hash, sections, packages, received_at, package_list, body)
       values ($1, $2, 'h', '{}', $3, now() - interval '1 hour', $4, $5)`,
      [id, tenant, packages?.length ?? 0, packages ? JSON.stringify(packages) : null, JSON.stringify(body)],
    );
    return id!;
  }

  /** Holds a command back for one host, or for many; what it touches is what the judge says. */
  async held(words: Words, probes: string | readonly string[], over: object = {}): Promise<string> {
    const command = typeof words === 'string' ? { argv: [], line: words } : { argv: words };
    const { effects } = typeof words === 'string' ? judgeLine(words) : judgeArgv([...words]);
    const one = typeof probes === 'string';
    const target = one
      ? { type: 'command.run', subject_type: 'probe', subject_id: probes }
      : { type: 'command.rollout', subject_type: 'rollout', subject_id: newId() };
    const [id] = await this.overview.approvals(1, {
      ...target,
      payload: { ...command, ...(one ? { probe_id: probes } : { probes }) },
      rationale: { policy: 'builtin-v1', touches: effects },
      level: 'remediate',
      ...over,
    });
    return id!;
  }

  get(id: string, who?: string): request.Test {
    const asked = request(this.overview.spine.app.getHttpServer()).get(`/api/v1/approvals/${id}/outlook`);
    return who ? asked.set('Authorization', `Bearer ${who}`) : asked;
  }

  async read(id: string, who?: string): Promise<Outlook> {
    return ApprovalOutlook.parse((await this.get(id, who).expect(200)).body);
  }

  /** Hours before now, values from the oldest on; into the table that keeps them that long. */
  async vitals(
    id: string,
    table: 'fleet_vitals' | 'fleet_vitals_5m' | 'fleet_vitals_1h',
    rows: readonly (readonly [hoursAgo: number, values: Readonly<Record<string, number | null>>])[],
  ): Promise<void> {
    // To whole minutes, so that what is averaged can be foretold.
    const now = Math.floor(Date.now() / 60_000) * 60_000;
    const all = rows.map(([ago, values]) => ({ at: new Date(now - ago * HOUR_MS).toISOString(), ...values }));
    const days = new Set(all.map(({ at }) => at.slice(0, 10)));
    for (const day of days) await this.sql('select fleet_vitals_partitions($1)', [`${day}T12:00:00Z`]);
    const n = table === 'fleet_vitals' ? ['', ''] : [', n', ', coalesce(n, 1)'];
    await this.sql(
      `insert into ${table} (probe_id, tenant_id, at, disk, memory, cpu, load1${n[0]})
       select $1, 'default', at, disk, memory, cpu, load1${n[1]} from jsonb_to_recordset($2)
         as r(at timestamptz, disk real, memory real, cpu real, load1 real, n int)`,
      [id, JSON.stringify(all)],
    );
  }

  /** Two weeks of hours in which the disk fills: 60 % at first, and 2.3 more each day. */
  async filling(id: string): Promise<void> {
    const hours = Array.from({ length: 14 * 24 - 1 }, (_, i) => 14 * 24 - i - 1);
    await this.vitals(
      id,
      'fleet_vitals_1h',
      hours.map((ago) => [ago, { disk: 60 + (2.3 * (336 - ago)) / 24, memory: 40, cpu: 10, load1: 0.5 }]),
    );
  }

  /** The command began there so many hours ago. */
  async ran(approval: string, probe: string, hoursAgo: number, over: object = {}): Promise<void> {
    const at = new Date(Date.now() - hoursAgo * HOUR_MS);
    const row = {
      ...{ id: newId(), tenant_id: 'default', attempt: 1, request_id: newId(), probe_id: probe, argv: [] },
      ...{ timeout_ms: 1, stream: false, level: 'remediate', state: 'done', capture: [], policy_revision: 0 },
      ...{ created_at: at, expires_at: at, deadline_at: at, sent_at: at, accepted_at: at, finished_at: at },
      ...{ output_bytes: 0, late: false, last_chunk: 0, outcome: 'exited', exit_code: 0, ...over },
    };
    await this.sql(
      `insert into commands_dispatch select r.* from jsonb_populate_record(null::commands_dispatch,
         $2::jsonb || jsonb_build_object('directive_id', (select directive_id from approvals_approval where id = $1))) r`,
      [approval, JSON.stringify(row)],
    );
  }

  async clear(): Promise<void> {
    await this.sql(`delete from fleet_vitals; delete from fleet_vitals_5m; delete from fleet_vitals_1h;
      delete from fleet_inventory; delete from commands_dispatch`);
    await this.overview.clear();
  }

  close(): Promise<void> {
    return this.overview.close();
  }
}

/** One disk that holds everything. */
export const ONE_DISK = [
  { mount: '/', device: '/dev/sda1', type: 'ext4', total_bytes: 100, used_bytes: 90 },
] as const;
