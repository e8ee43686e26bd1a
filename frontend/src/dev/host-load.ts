import type { Health, HealthReason, Vitals } from '../app/core/api/models';
import type { DemoHost } from './demo-host';
import { hash } from './random';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How busy a host is at a moment; a function of the time, so that what is now and what was fit together. */
export function vitalsAt(host: DemoHost, at: number): Required<Omit<Vitals, 'netRxBytesPerSecond'>> & Vitals {
  const { cpus, ramBytes, diskBytes, busy, full } = host;
  const day = Math.sin((at / DAY) * 2 * Math.PI + host.phase);
  const wave = Math.sin(at / (7 * MINUTE) + host.phase * 3);
  const cpu = within(busy.cpu + 12 * day + 6 * wave + jitter(host, at, 'cpu', 8), 0.4, 99.6);
  const load = (cpu / 100) * cpus * (1 + jitter(host, at, 'load', 0.15));
  const memory = within(busy.memory + 4 * day + jitter(host, at, 'memory', 1.5), 3, 99);
  const disk = within(full + jitter(host, at, 'disk', 0.2), 1, 99.7);
  const traffic = 40_000 * cpus * Math.max(0.1, 1 + day) * (1 + jitter(host, at, 'net', 0.4));
  return {
    uptimeSeconds: Math.max(0, Math.round((at - host.bootedAt) / 1000)),
    load: [load, load * 0.96, load * 0.91].map((one) => rounded(one, 2)) as [number, number, number],
    cpus,
    cpuPercent: rounded(cpu, 1),
    memoryTotal: ramBytes,
    memoryUsed: Math.round((ramBytes * memory) / 100),
    swapTotal: ramBytes / 4,
    swapUsed: Math.round(memory > 85 ? (ramBytes / 4) * ((memory - 85) / 15) : 0),
    diskTotal: diskBytes,
    diskUsed: Math.round((diskBytes * disk) / 100),
    fullestMount: { path: host.fullestMount, percent: rounded(disk, 1) },
    netRxBytesPerSecond: Math.round(traffic),
    netTxBytesPerSecond: Math.round(traffic * host.talks),
    processes: Math.round(90 + cpus * 6 + cpu),
  };
}

/** As the control plane judges: 15 off for what is high, 30 for what is critical. */
export function healthOf(vitals: Vitals): Health {
  const load = (vitals.load?.[0] ?? 0) / (vitals.cpus ?? 4);
  const memory = (100 * (vitals.memoryUsed ?? 0)) / (vitals.memoryTotal ?? 1);
  const reasons = [
    reason('load', load, 1, 2, `${load.toFixed(2)} per CPU`),
    reason('memory', memory, 85, 95, `${Math.round(memory)} %`),
    reason(
      'disk',
      vitals.fullestMount?.percent ?? 0,
      80,
      95,
      `${Math.round(vitals.fullestMount?.percent ?? 0)} %`,
    ),
  ].filter((one) => one !== undefined);
  const score = reasons.reduce((left, { penalty }) => left - penalty, 100);
  if (reasons.length === 0) return { score, status: 'healthy' };
  const status = score >= 80 ? 'healthy' : score >= 50 ? 'warning' : score >= 20 ? 'degraded' : 'critical';
  return { score, status, warnings: reasons.map(({ text }) => text), reasons };
}

function reason(
  factor: HealthReason['factor'],
  value: number,
  high: number,
  critical: number,
  said: string,
): HealthReason | undefined {
  if (value < high) return undefined;
  const isCritical = value >= critical;
  const threshold = isCritical ? critical : high;
  const text = `${factor} ${isCritical ? 'critical' : 'high'}: ${said}`;
  return { factor, value: rounded(value, 2), threshold, penalty: isCritical ? 30 : 15, text };
}

/** Between minus and plus `size`, new every ten seconds. */
function jitter({ id }: DemoHost, at: number, what: string, size: number): number {
  return (hash(`${id} ${what} ${Math.floor(at / 10_000)}`) / 2_147_483_648 - 1) * size;
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
