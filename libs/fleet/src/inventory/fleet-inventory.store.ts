import { Injectable } from '@nestjs/common';
import type { FleetTotals } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { where } from '../probes/probe-filter.js';
import type { ProbeFilter } from '../probes/probe-filter.js';

export type InventoryField = 'services' | 'packages' | 'interfaces' | 'disks' | 'users';

export interface InventoryPage {
  readonly filter: ProbeFilter;
  readonly fields: readonly InventoryField[];
  readonly limit?: number;
  /** Lower-cased name and id of the last one seen. */
  readonly after?: readonly [string, string];
}

const NAME = `lower(coalesce(nullif(p.hostname, ''), p.id))`;

const COLUMNS = `p.id, p.hostname, p.status, p.os, p.arch, p.kernel, p.level, p.tags, p.last_seen_at, p.distribution,
  p.distribution_version, p.cpus, p.mem_total, p.disk_total, i.collected_at, i.services, i.packages, ${NAME} as sort_name`;

const LISTS: Record<InventoryField, string> = {
  services: `i.body -> 'services' as list_services`,
  packages: `i.package_list as list_packages`,
  interfaces: `i.body -> 'interfaces' as list_interfaces`,
  disks: `i.body -> 'disks' as list_disks`,
  users: `i.body -> 'users' as list_users`,
};

const AGGREGATE = `
  with chosen as materialized (select * from fleet_probe p where %where%)
  select
    (select jsonb_build_object(
      'total_probes', count(*), 'online', count(*) filter (where status in ('online', 'degraded')),
      'total_cpus', coalesce(sum(cpus), 0), 'total_ram_bytes', coalesce(sum(mem_total), 0),
      'total_disk_bytes', coalesce(sum(disk_total), 0)) from chosen) as totals,
    (select coalesce(jsonb_object_agg(name, n), '{}') from
      (select coalesce(nullif(lower(os), ''), 'unknown') as name, count(*) as n from chosen group by 1) o) as by_os,
    (select coalesce(jsonb_object_agg(name, n), '{}') from
      (select distribution as name, count(*) as n from chosen where distribution <> '' group by 1) d) as by_distribution,
    (select coalesce(jsonb_object_agg(tag, n), '{}') from
      (select tag, count(*) as n from chosen, unnest(tags) tag group by 1) t) as tags`;

/** Reads what the tenant's hosts are made of, and its sums. */
@Injectable()
export class FleetInventoryStore {
  page(tx: Tx, { filter, fields, limit, after }: InventoryPage): Promise<Record<string, unknown>[]> {
    const { sql, values } = where(filter);
    const lists = fields.map((field) => `, ${LISTS[field]}`).join('');
    if (after) values.push(...after);
    const beyond = after ? `and (${NAME}, p.id) > ($${values.length - 1}, $${values.length})` : '';
    return tx.query(
      `select ${COLUMNS}${lists} from fleet_probe p left join fleet_inventory i on i.probe_id = p.id
       where ${sql} ${beyond} order by ${NAME}, p.id ${limit ? `limit ${limit}` : ''}`,
      values,
    );
  }

  /** Over all that the filter chooses, whatever the page. */
  async aggregates(tx: Tx, filter: ProbeFilter): Promise<FleetTotals> {
    const { sql, values } = where(filter);
    const [row] = await tx.query(AGGREGATE.replace('%where%', sql), values);
    return {
      ...row.totals,
      probes_by_os: row.by_os,
      probes_by_distribution: row.by_distribution,
      tag_distribution: row.tags,
    };
  }
}
