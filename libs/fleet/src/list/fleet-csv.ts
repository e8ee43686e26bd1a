import type { ProbeLine } from './fleet-row.js';

/** The first line of the file; `csvCells` keeps to its order. */
export const CSV_COLUMNS = [
  ...['id', 'hostname', 'status', 'connected', 'os', 'distribution', 'distribution_version', 'tags', 'site'],
  ...['policy_level', 'version', 'address', 'health_score', 'health_status', 'worst', 'cpu_percent'],
  ...['memory_percent', 'disk_percent', 'last_seen', 'registered'],
];

export function csvCells(row: ProbeLine): (string | undefined)[] {
  return [
    ...[row.id, row.hostname, row.status, row.connected ? 'true' : 'false', row.os, row.distribution],
    ...[row.distribution_version, row.tags.join(' '), row.site, row.policy_level, row.version, row.address],
    ...[number(row.health?.score), row.health?.status, row.worst?.text, number(row.cpu_percent)],
    ...[number(row.memory_percent), number(row.disk_percent), row.last_seen, row.registered],
  ];
}

function number(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
