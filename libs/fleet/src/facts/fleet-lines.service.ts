import { Injectable } from '@nestjs/common';
import type { Level, ProbeStatus } from '@legator/contracts';
import { orderOf } from '../list/fleet-order.js';
import { TimedSearches } from '../list/timed-searches.js';
import { fact } from './fact-fields.js';

/** A host in one line: what somebody needs to know of it before they ask. */
export interface FleetLine {
  readonly id: string;
  readonly hostname: string;
  readonly status: ProbeStatus;
  /** Its measurements are of the last minutes. */
  readonly fresh: boolean;
  readonly system: string;
  readonly arch: string;
  readonly level: Level;
  readonly site: string | null;
  readonly tags: readonly string[];
  readonly cpus: number | null;
  readonly memoryTotal: number | null;
  readonly diskPercent: number | null;
  readonly memoryPercent: number | null;
  readonly packages: number | null;
  /** Five of those that run, but for what runs everywhere. */
  readonly services: readonly string[];
  readonly lastSeen: Date | null;
}

/** They run on every host, and tell nothing of this one. */
const EVERYWHERE =
  '^(systemd|dbus|getty|serial-getty|user@|polkit|udev|modemmanager|networkd|accounts-daemon|udisks|multipathd|unattended)';

const LINES = `
  with chosen as (select ${orderOf('health').keys} from fleet_probe p where $2::text is null or p.id = $2
    order by ${orderOf('health').orderBy} limit $1::int)
  select p.id, p.hostname, p.status, coalesce(${fact('fresh').sql}, false) as fresh, ${fact('system').sql} as system, p.arch,
    p.level, p.site_id as site, p.tags, (${fact('cpus').sql})::float8 as cpus,
    (${fact('memory_total').sql})::float8 as "memoryTotal", (${fact('disk_percent').sql})::float8 as "diskPercent",
    (${fact('memory_percent').sql})::float8 as "memoryPercent", i.packages, p.last_seen_at as "lastSeen",
    array(select regexp_replace(s.name, '\\.service$', '')
      from jsonb_to_recordset(coalesce(i.body -> 'services', '[]')) s(name text, state text)
      where s.state = 'running' and lower(s.name) !~ '${EVERYWHERE}' order by s.name limit 5) as services
  from chosen c join fleet_probe p on p.id = c.id left join fleet_inventory i on i.probe_id = p.id
  order by ${orderOf('health')
    .orderBy.split(', ')
    .map((key) => `c.${key}`)
    .join(', ')}`;

/** The fleet line by line, those that need somebody first. */
@Injectable()
export class FleetLines {
  constructor(private readonly searches: TimedSearches) {}

  /** @param probeId only this one */
  read(limit: number, probeId: string | null = null): Promise<FleetLine[]> {
    return this.searches.run((tx) => tx.query(LINES, [limit, probeId]));
  }
}
