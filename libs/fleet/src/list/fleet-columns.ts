/** SQL over `fleet_probe p`; each agrees with its namesake in `health.ts`. */

/** 0 to 100, null before the first measurement. */
export const SCORE = `case when p.health_status <> 'unknown' then p.health_score end`;

/** Not `least`, which takes what is not known for the other one. */
const atMost100 = (sql: string) => `case when ${sql} > 100 then 100 else ${sql} end`;

const share = (used: string, total: string) =>
  atMost100(`(p.vitals ->> '${used}')::numeric * 100 / nullif((p.vitals ->> '${total}')::numeric, 0)`);

/** Percent, as the probe last told; null where it did not. */
export const CPU_SHARE = `(p.vitals ->> 'cpuPercent')::numeric`;
export const MEMORY_SHARE = `(${share('memoryUsed', 'memoryTotal')})`;
/** Of the fullest file system where the probe tells, else of all together. */
export const DISK_SHARE = `coalesce((p.vitals -> 'fullestMount' ->> 'percent')::numeric, ${share('diskUsed', 'diskTotal')})`;
