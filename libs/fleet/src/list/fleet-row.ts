import type { FleetRow, HealthReason, Vitals } from '@legator/contracts';
import { diskPercent, memoryPercent } from '../health.js';
import { SITE_NAME } from '../probes/probe.record.js';

/** Columns of `fleet_probe p` that a row is made from. */
export const ROW_COLUMNS = `p.id, p.hostname, p.status, p.connection is not null as connected, p.os, p.distribution,
  p.distribution_version, p.tags, p.site_id, p.level, p.version, p.address, p.health_score, p.health_status,
  p.health_reasons, p.vitals, p.vitals_at, p.last_seen_at, p.registered_at, ${SITE_NAME}`;

/** A row as far as this room's own table knows it. */
export type ProbeLine = Omit<FleetRow, 'waiting_approvals'>;

export function toLine(row: Record<string, unknown>): ProbeLine {
  const vitals = (row['vitals'] ?? {}) as Vitals;
  return {
    id: row['id'] as string,
    hostname: row['hostname'] as string,
    status: row['status'] as FleetRow['status'],
    connected: row['connected'] as boolean,
    os: row['os'] as string,
    distribution: known<string>(row['distribution']),
    distribution_version: known<string>(row['distribution_version']),
    tags: row['tags'] as string[],
    site_id: known<string>(row['site_id']),
    site: known<string>(row['site']),
    policy_level: row['level'] as FleetRow['policy_level'],
    version: known<string>(row['version']),
    address: known<string>(row['address']),
    health: healthIn(row),
    worst: worstOf(row['health_reasons'] as HealthReason[] | null),
    cpu_percent: rounded(vitals.cpuPercent),
    memory_percent: rounded(memoryPercent(vitals)),
    disk_percent: rounded(diskPercent(vitals)),
    last_seen: known<Date>(row['last_seen_at'])?.toISOString(),
    registered: (row['registered_at'] as Date).toISOString(),
    vitals_at: known<Date>(row['vitals_at'])?.toISOString(),
  };
}

function healthIn(row: Record<string, unknown>): FleetRow['health'] {
  const status = row['health_status'] as NonNullable<FleetRow['health']>['status'] | null;
  if (status === null || status === 'unknown') return undefined;
  return { score: row['health_score'] as number, status };
}

/** The first of those that take most off the score. */
function worstOf(reasons: readonly HealthReason[] | null): FleetRow['worst'] {
  if (!reasons || reasons.length === 0) return undefined;
  const { factor, value, text } = reasons.reduce((worst, one) => (one.penalty > worst.penalty ? one : worst));
  return { factor, value, text };
}

function known<T>(value: unknown): T | undefined {
  return (value ?? undefined) as T | undefined;
}

/** One digit is as much as anybody reads. */
function rounded(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : Math.round(percent * 10) / 10;
}
