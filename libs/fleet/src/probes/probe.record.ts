import type { Health, HealthReason, HealthStatus, Level, ProbeStatus, Vitals } from '@legator/contracts';
import { UNKNOWN } from '../health.js';

/** A probe as the table has it. Never leaves the room with its key. */
export interface ProbeRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly hostname: string;
  readonly os: string;
  readonly arch: string;
  readonly kind: 'agent' | 'remote';
  readonly status: ProbeStatus;
  readonly level: Level;
  readonly ceiling: Level | null;
  readonly protocol: 1 | 2;
  /** Whether it said that a sandbox works there; null before its first hello, and of an upstream probe. */
  readonly sandbox: boolean | null;
  readonly publicKey: string | null;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Its id and its name. */
  readonly siteId: string | null;
  readonly site: string | null;
  readonly registeredAt: Date;
  readonly lastSeenAt: Date | null;
  readonly connection: string | null;
  readonly connectedSince: Date | null;
  readonly address: string | null;
  readonly version: string | null;
  readonly health: Health | undefined;
  readonly vitals: Vitals | null;
  readonly vitalsAt: Date | null;
  readonly distribution: string | null;
  readonly distributionVersion: string | null;
  readonly kernel: string | null;
  readonly cpus: number | null;
  readonly memTotal: number | null;
  readonly diskTotal: number | null;
  readonly inventoryAt: Date | null;
}

/** What the site of `fleet_probe p` is called. */
export const SITE_NAME =
  '(select s.name from fleet_site s where s.tenant_id = p.tenant_id and s.id = p.site_id) as site';

/** Columns a record is read from, of `fleet_probe p`. */
export const RECORD_COLUMNS = `p.id, p.tenant_id, p.hostname, p.os, p.arch, p.kind, p.status, p.level, p.ceiling,
  p.protocol, p.public_key, p.tags, p.labels, p.site_id, p.registered_at, p.last_seen_at, p.connection,
  p.connected_since, p.address, p.version, p.health_score, p.health_status, p.health_reasons, p.vitals, p.vitals_at,
  p.distribution, p.distribution_version, p.kernel, p.cpus, p.mem_total, p.disk_total, p.inventory_at,
  p.capabilities -> 'sandbox' as sandbox, ${SITE_NAME}`;

export function toRecord(row: Record<string, unknown>): ProbeRecord {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    hostname: row['hostname'] as string,
    os: row['os'] as string,
    arch: row['arch'] as string,
    kind: row['kind'] as ProbeRecord['kind'],
    status: row['status'] as ProbeStatus,
    level: row['level'] as Level,
    ceiling: row['ceiling'] as Level | null,
    protocol: row['protocol'] as 1 | 2,
    sandbox: row['sandbox'] as boolean | null,
    publicKey: row['public_key'] as string | null,
    tags: row['tags'] as string[],
    labels: row['labels'] as Record<string, string>,
    siteId: row['site_id'] as string | null,
    site: row['site'] as string | null,
    registeredAt: row['registered_at'] as Date,
    lastSeenAt: row['last_seen_at'] as Date | null,
    connection: row['connection'] as string | null,
    connectedSince: row['connected_since'] as Date | null,
    address: row['address'] as string | null,
    version: row['version'] as string | null,
    health: toHealth(row),
    vitals: row['vitals'] as Vitals | null,
    vitalsAt: row['vitals_at'] as Date | null,
    distribution: row['distribution'] as string | null,
    distributionVersion: row['distribution_version'] as string | null,
    kernel: row['kernel'] as string | null,
    cpus: row['cpus'] as number | null,
    memTotal: whole(row['mem_total']),
    diskTotal: whole(row['disk_total']),
    inventoryAt: row['inventory_at'] as Date | null,
  };
}

function toHealth(row: Record<string, unknown>): Health | undefined {
  const status = row['health_status'] as HealthStatus | null;
  if (status === null) return undefined;
  if (status === 'unknown') return UNKNOWN;
  const reasons = row['health_reasons'] as HealthReason[] | null;
  const warnings = reasons?.map(({ text }) => text);
  return { score: row['health_score'] as number, status, ...(reasons && { warnings, reasons }) };
}

/** bigint columns come as text. */
export function whole(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
