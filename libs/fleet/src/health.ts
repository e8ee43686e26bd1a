import type { Health, HealthReason, HealthStatus, Vitals } from '@legator/contracts';

/** Where the number of CPUs is unknown a host counts as one of four, which gives upstream's thresholds of 4 and 8. */
const USUAL_CPUS = 4;

const FACTORS = [
  { factor: 'load', high: 1, critical: 2, read: loadPerCpu, say: (v: number) => `${v.toFixed(2)} per CPU` },
  { factor: 'memory', high: 85, critical: 95, read: memoryPercent, say: percent },
  { factor: 'disk', high: 80, critical: 95, read: diskPercent, say: percent },
] as const;

/**
 * How a host is, from 100 downwards: 15 off for each of load, memory and disk that is high, 30 for each that is
 * critical. What was not measured takes nothing off; when nothing was measured, the health is unknown.
 */
export function healthOf(vitals: Vitals): Health {
  const measured = FACTORS.map((factor) => ({ ...factor, value: factor.read(vitals) }));
  if (measured.every(({ value }) => value === undefined)) return UNKNOWN;
  const reasons = measured.flatMap(({ factor, high, critical, value, say }) => {
    if (value === undefined || value < high) return [];
    const isCritical = value >= critical;
    return [reason(factor, value, isCritical ? critical : high, isCritical, say(value))];
  });
  const score = reasons.reduce((left, { penalty }) => left - penalty, 100);
  if (reasons.length === 0) return { score, status: 'healthy' };
  return { score, status: statusOf(score), warnings: reasons.map(({ text }) => text), reasons };
}

/** Before the first beat. */
export const UNKNOWN: Health = { score: 0, status: 'unknown', warnings: ['no measurements yet'] };

/** Whether the probe's status says so. */
export function isDegraded(status: HealthStatus): boolean {
  return status === 'degraded' || status === 'critical';
}

export function loadPerCpu({ load, cpus }: Vitals): number | undefined {
  return load ? load[0] / (cpus ?? USUAL_CPUS) : undefined;
}

export function memoryPercent({ memoryUsed, memoryTotal }: Vitals): number | undefined {
  return share(memoryUsed, memoryTotal);
}

export function swapPercent({ swapUsed, swapTotal }: Vitals): number | undefined {
  return share(swapUsed, swapTotal);
}

/** The fullest file system where the probe tells, else all of them together. */
export function diskPercent({ fullestMount, diskUsed, diskTotal }: Vitals): number | undefined {
  return fullestMount ? fullestMount.percent : share(diskUsed, diskTotal);
}

function share(used: number | undefined, total: number | undefined): number | undefined {
  return used === undefined || !total ? undefined : Math.min(100, (used / total) * 100);
}

function statusOf(score: number): HealthStatus {
  if (score >= 80) return 'healthy';
  if (score >= 50) return 'warning';
  return score >= 20 ? 'degraded' : 'critical';
}

function reason(
  factor: HealthReason['factor'],
  value: number,
  threshold: number,
  critical: boolean,
  shown: string,
): HealthReason {
  return {
    factor,
    value: Math.round(value * 100) / 100,
    threshold,
    penalty: critical ? 30 : 15,
    text: `${factor} ${critical ? 'critical' : 'high'} (${shown})`,
  };
}

function percent(value: number): string {
  return `${Math.round(value)} %`;
}
