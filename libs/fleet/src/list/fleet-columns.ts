/** SQL over `fleet_probe p`; each agrees with its namesake in `health.ts`. */

/** 0 to 100, null before the first measurement. */
export const SCORE = `case when p.health_status <> 'unknown' then p.health_score end`;

/** Straight from the binary form: by way of text it costs twice as much. */
const vital = (name: string) => `(p.vitals -> '${name}')::numeric`;

/** More than 100 for a host that says it uses more than it has. */
const share = (used: string, total: string) => `${vital(used)} * 100 / nullif(${vital(total)}, 0)`;

/** Percent, as the probe last told; null where it did not. */
export const CPU_SHARE = vital('cpuPercent');
export const MEMORY_SHARE = `(${share('memoryUsed', 'memoryTotal')})`;
/** Of the fullest file system where the probe tells, else of all together. */
export const DISK_SHARE = `coalesce((p.vitals -> 'fullestMount' -> 'percent')::numeric, ${share('diskUsed', 'diskTotal')})`;
