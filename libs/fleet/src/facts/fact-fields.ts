import { CPU_SHARE, DISK_SHARE, MEMORY_SHARE, SCORE } from '../list/fleet-columns.js';

/** What a value is, for whoever shows it. Shares are 0 to 100, times RFC 3339, `texts` several words. */
export type FactKind =
  'text' | 'version' | 'texts' | 'number' | 'bytes' | 'percent' | 'seconds' | 'rate' | 'time' | 'flag';

/** Lists of an inventory: one row for each of a host's things instead of one for the host. */
export type FactList = 'mount' | 'package' | 'service' | 'user' | 'interface';

export interface Fact {
  readonly kind: FactKind;
  /** Over `fleet_probe p` and its `fleet_inventory i`; of a list over one of its things, `x`. */
  readonly sql: string;
  readonly list?: FactList;
  /** Comes with each heartbeat, so it is old of a host that is not there. */
  readonly measured?: true;
  /** Needs the inventory. */
  readonly inventory?: true;
}

const vital = (name: string) => `(p.vitals -> '${name}')::numeric`;
const load = (at: number) => `(p.vitals -> 'load' -> ${at})::numeric`;
const measured = (kind: FactKind, sql: string): Fact => ({ kind, sql, measured: true });
const known = (kind: FactKind, sql: string): Fact => ({ kind, sql });
const listed = (list: FactList, kind: FactKind, sql: string): Fact => ({ kind, sql, list, inventory: true });

/** Hosts tell what they like; what is shown as 100 may be more in the table. */
const full = (share: string) => `case when ${share} > 100 then 100 else ${share} end`;
/** Null stays null: `greatest` would make a number of it. */
const left = (total: string, used: string) =>
  `case when ${used} > ${total} then 0 else ${total} - ${used} end`;
const MOUNT_SHARE = full('(x.used_bytes * 100 / nullif(x.total_bytes, 0))');

/** As people call it. Not by a pattern: it is done for each service of each host. */
const SERVICE_NAME = `case when right(x.name, 8) = '.service' then left(x.name, -8) else x.name end`;

/** All that may be asked about a host. Shares and scores are the same expressions that the list of the fleet is made by. */
export const FACTS = {
  id: known('text', 'p.id'),
  hostname: known('text', 'p.hostname'),
  status: known('text', 'p.status'),
  /** Whether its numbers are of now. */
  fresh: known('flag', `(p.status in ('online', 'degraded') and p.vitals_at > now() - interval '5 minutes')`),
  connected: known('flag', `(p.status in ('online', 'degraded'))`),
  os: known('text', 'p.os'),
  distribution: known('text', `coalesce(nullif(p.distribution, ''), p.os)`),
  os_version: known('version', 'p.distribution_version'),
  system: known(
    'text',
    `concat_ws(' ', coalesce(nullif(p.distribution, ''), p.os), nullif(p.distribution_version, ''))`,
  ),
  /** Any of its names: family or distribution. */
  family: known('texts', `array_remove(array[lower(p.os), lower(p.distribution)], null)`),
  arch: known('text', 'p.arch'),
  kernel: known('version', 'p.kernel'),
  tag: known('texts', 'p.tags'),
  site: known('text', 'p.site_id'),
  level: known('text', 'p.level'),
  version: known('version', 'p.version'),
  address: known('text', 'p.address'),
  last_seen: known('time', 'p.last_seen_at'),
  registered: known('time', 'p.registered_at'),
  cpus: known('number', `coalesce(p.cpus, ${vital('cpus')})`),
  health: measured('number', SCORE),
  health_status: measured('text', 'p.health_status'),
  cpu_percent: measured('percent', CPU_SHARE),
  load1: measured('number', load(0)),
  load5: measured('number', load(1)),
  load15: measured('number', load(2)),
  load_per_cpu: measured('number', `${load(0)} / nullif(coalesce(${vital('cpus')}, p.cpus), 0)`),
  memory_percent: measured('percent', full(MEMORY_SHARE)),
  memory_total: known('bytes', `coalesce(${vital('memoryTotal')}, p.mem_total)`),
  memory_used: measured('bytes', vital('memoryUsed')),
  memory_free: measured('bytes', left(vital('memoryTotal'), vital('memoryUsed'))),
  swap_percent: measured('percent', full(`(${vital('swapUsed')} * 100 / nullif(${vital('swapTotal')}, 0))`)),
  disk_percent: measured('percent', full(DISK_SHARE)),
  /** Where the fullest file system is. */
  disk_mount: measured('text', `(p.vitals -> 'fullestMount' ->> 'path')`),
  disk_total: known('bytes', `coalesce(${vital('diskTotal')}, p.disk_total)`),
  disk_used: measured('bytes', vital('diskUsed')),
  disk_free: measured('bytes', left(vital('diskTotal'), vital('diskUsed'))),
  uptime: measured('seconds', vital('uptimeSeconds')),
  processes: measured('number', vital('processes')),
  net_rx: measured('rate', vital('netRxBytesPerSecond')),
  net_tx: measured('rate', vital('netTxBytesPerSecond')),
  packages: { kind: 'number', sql: 'i.packages', inventory: true },
  services: { kind: 'number', sql: 'i.services', inventory: true },
  'mount.path': listed('mount', 'text', 'x.mount'),
  'mount.device': listed('mount', 'text', 'x.device'),
  'mount.type': listed('mount', 'text', 'x.type'),
  'mount.total': listed('mount', 'bytes', 'x.total_bytes'),
  'mount.used': listed('mount', 'bytes', 'x.used_bytes'),
  'mount.free': listed('mount', 'bytes', left('x.total_bytes', 'x.used_bytes')),
  'mount.percent': listed('mount', 'percent', MOUNT_SHARE),
  'package.name': listed('package', 'text', 'x.name'),
  'package.version': listed('package', 'version', 'x.version'),
  'package.manager': listed('package', 'text', 'x.manager'),
  'service.name': listed('service', 'text', SERVICE_NAME),
  'service.state': listed('service', 'text', 'x.state'),
  'service.enabled': listed('service', 'flag', 'x.enabled'),
  'user.name': listed('user', 'text', 'x.name'),
  'user.uid': listed('user', 'number', 'x.uid'),
  'user.shell': listed('user', 'text', 'x.shell'),
  'interface.name': listed('interface', 'text', 'x.name'),
  'interface.state': listed('interface', 'text', 'x.state'),
  'interface.mac': listed('interface', 'text', 'x.mac'),
  'interface.address': listed('interface', 'text', `split_part(x.address, '/', 1)`),
} as const satisfies Record<string, Fact>;

export type FactField = keyof typeof FACTS;

export const FACT_FIELDS = Object.keys(FACTS) as [FactField, ...FactField[]];

export function fact(field: FactField): Fact {
  return FACTS[field];
}
