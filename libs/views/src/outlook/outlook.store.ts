import { Injectable } from '@nestjs/common';
import type { OutlookMetric } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { HostFacts, HostInventory, HostVitals } from './host-facts.js';
import type { TimePlan } from './time-plan.js';

/** What of a request is looked at. */
export interface AskedFor {
  readonly id: string;
  readonly directive_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly rationale: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly decided_at: Date | null;
}

/** Whose entries of the inventory are wanted; all others stay in the database. */
export interface NamesWanted {
  readonly services: readonly string[];
  readonly packages: readonly string[];
  readonly users: readonly string[];
}

interface HostRow {
  readonly id: string;
  readonly hostname: string;
  readonly vitals: HostVitals | null;
  readonly vitals_at: Date | null;
  readonly inventory_at: Date | null;
  readonly inventory: Omit<HostInventory, 'at'> | null;
}

const LIST = (of: string) =>
  `jsonb_array_elements(case when jsonb_typeof(${of}) = 'array' then ${of} else '[]' end)`;
/** Of lists that may be long: only where something in it is wanted. */
const WANTED = (of: string, names: string) => `case when cardinality(${names}::text[]) > 0 then ${of} end`;
const PICK = (of: string, names: string) =>
  `(select coalesce(jsonb_agg(one), '[]') from ${LIST(WANTED(of, names))} one where one->>'name' = any(${names}))`;

/** As long as a list may be in an inventory; one that long may have lost its end. */
const MOST_PACKAGES = 20_000;

const HOSTS = `
  select p.id, coalesce(nullif(p.hostname, ''), p.id) as hostname, p.vitals, p.vitals_at, i.received_at as inventory_at,
    case when i.probe_id is not null then jsonb_build_object(
      'hostname', i.body->'hostname', 'disks', i.body->'disks',
      'services', ${PICK(`i.body->'services'`, '$2')}, 'users', ${PICK(`i.body->'users'`, '$4')},
      'packages', ${PICK('i.package_list', '$3')},
      'knowsEnabled', exists (select from ${LIST(`i.body->'services'`)} one where one->'enabled' = 'true'),
      'packageManager', ${WANTED(`i.package_list->0->'manager'`, '$3')},
      'hasAllPackages', i.packages between 1 and ${MOST_PACKAGES - 1} and not coalesce(i.body->'metadata' ? 'packages_dropped', false)
    ) end as inventory
  from fleet_probe p left join fleet_inventory i on i.probe_id = p.id
  where p.id = any($1) order by lower(p.hostname), p.id limit $5`;

/** A command that was refused, or did not begin, ran nowhere. What only a rollout asked for is found by the rollout. */
const RAN = `
  select d.probe_id, min(coalesce(d.accepted_at, d.sent_at)) as at from commands_dispatch d
  where d.probe_id = any($2) and d.directive_id in (
      select $1::uuid union all
      select t.directive_id from commands_rollout r join commands_rollout_target t on t.rollout_id = r.id
      where r.directive_id = $1 and t.probe_id = any($2) and t.directive_id is not null)
    and (d.accepted_at is not null or d.outcome is not null)
    and coalesce(d.outcome, '') not in ('refused', 'not_started')
  group by d.probe_id`;

const COLUMNS: Record<OutlookMetric, string> = { disk: 'disk', memory: 'memory', cpu: 'cpu', load: 'load1' };

/** From the hours, and where there are none yet from the minutes, and from the heartbeats after them. */
const KEPT = `
  hours as (select at, n, %c as v from fleet_vitals_1h where probe_id = $1 and at >= $2 and at < $3 and $4 >= 3600),
  minutes as (
    select at, n, %c as v from fleet_vitals_5m where probe_id = $1 and at < $3 and $4 >= 300
      and at >= greatest($2, (select max(at) + interval '1 hour' from hours))),
  beats as (
    select at, 1 as n, %c as v from fleet_vitals where probe_id = $1 and at < $3
      and at >= greatest($2, (select max(at) + interval '1 hour' from hours), (select max(at) + interval '5 minutes' from minutes))),
  kept as (select * from hours union all select * from minutes union all select * from beats)`;

/** What rooms wrote of a request, its hosts, and how busy those were. */
@Injectable()
export class OutlookStore {
  async asked(tx: Tx, id: string): Promise<AskedFor | undefined> {
    const [row] = await tx.query(
      `select id, directive_id, subject_type, subject_id, payload, rationale, state, decided_at
       from approvals_approval where id = $1`,
      [id],
    );
    return row;
  }

  /** Those of them that are in the tenant's fleet, by name. */
  async hosts(tx: Tx, ids: readonly string[], names: NamesWanted, limit: number): Promise<HostFacts[]> {
    const { services, packages, users } = names;
    const rows: HostRow[] = await tx.query(HOSTS, [ids, services, packages, users, limit]);
    return rows.map(({ id, hostname, vitals, vitals_at, inventory_at, inventory }) => ({
      ...{ id, hostname, vitals, vitalsAt: vitals_at },
      inventory: inventory && inventory_at ? { ...inventory, at: inventory_at } : null,
    }));
  }

  /** When it began at each of these hosts, by the clock of the control plane. */
  async ran(tx: Tx, directiveId: string, probeIds: readonly string[]): Promise<Map<string, Date>> {
    const rows: { probe_id: string; at: Date }[] = await tx.query(RAN, [directiveId, probeIds]);
    return new Map(rows.map(({ probe_id, at }) => [probe_id, at]));
  }

  /** The first value that is kept in a time; undefined when there is none. */
  async first(
    tx: Tx,
    probeId: string,
    metric: OutlookMetric,
    from: Date,
    to: Date,
  ): Promise<Date | undefined> {
    const oldest = (table: string) =>
      `(select at from ${table} where probe_id = $1 and at >= $2 and at < $3 and ${COLUMNS[metric]} is not null
        order by at limit 1)`;
    const [{ at }] = await tx.query(
      `select least(${oldest('fleet_vitals_1h')}, ${oldest('fleet_vitals_5m')}, ${oldest('fleet_vitals')}) as at`,
      [probeId, from, to],
    );
    return at ?? undefined;
  }

  /** Means over the steps of a plan; steps in which nothing was heard are not among them. */
  async means(
    tx: Tx,
    probeId: string,
    metric: OutlookMetric,
    { from, to, stepMs }: TimePlan,
  ): Promise<{ at: Date; value: number | null }[]> {
    return tx.query(
      `with ${KEPT.replaceAll('%c', COLUMNS[metric])}
       select date_bin(make_interval(secs => $4), at, 'epoch') as at,
         sum(v::float8 * n) / nullif(sum(n) filter (where v is not null), 0) as value
       from kept group by 1 order by 1`,
      [probeId, from, to, stepMs / 1_000],
    );
  }
}
