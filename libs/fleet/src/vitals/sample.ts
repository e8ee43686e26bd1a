import type { Vitals } from '@legator/contracts';
import { diskPercent, memoryPercent, swapPercent } from '../health.js';

/** What of a heartbeat is kept for charts. Keys are the columns' names; null is "not measured". */
export interface Sample {
  readonly load1: number | null;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly swap: number | null;
  readonly disk: number | null;
  readonly net_rx: number | null;
  readonly net_tx: number | null;
  readonly processes: number | null;
}

export function sampleOf(vitals: Vitals): Sample {
  return {
    load1: number(vitals.load?.[0]),
    cpu: number(vitals.cpuPercent),
    memory: number(memoryPercent(vitals)),
    swap: number(swapPercent(vitals)),
    disk: number(diskPercent(vitals)),
    net_rx: number(vitals.netRxBytesPerSecond),
    net_tx: number(vitals.netTxBytesPerSecond),
    processes: number(vitals.processes),
  };
}

/** Two digits are enough for a chart, and more than a `real` could hold are none. */
function number(value: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value)) return null;
  return Math.min(1e30, Math.round(value * 100) / 100);
}
