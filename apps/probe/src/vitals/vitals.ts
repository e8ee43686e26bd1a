import { availableParallelism } from 'node:os';
import type { Vitals } from '@legator/contracts';
import { startOf } from '../start-of.js';
import type { Ticker } from '../ticker.js';
import { percent, readDisks, type DiskUse } from './disks.js';
import {
  parseCpuTime,
  parseLoad,
  parseMeminfo,
  parseTraffic,
  parseUptime,
  type CpuTime,
  type Traffic,
} from './proc.js';
import { countProcesses, readText } from './reading.js';

interface Earlier {
  atMs: number;
  cpu: CpuTime | undefined;
  traffic: Traffic | undefined;
}

/** How busy this host is. Rates are means since the reading before, so the first one has none. */
export class VitalsReader {
  private earlier: Earlier | undefined;

  constructor(
    private readonly ticker: Ticker,
    private readonly read: (path: string) => Promise<string | undefined> = readText,
    private readonly disks: () => Promise<DiskUse[] | undefined> = readDisks,
    private readonly processes: () => Promise<number | undefined> = countProcesses,
  ) {}

  /** A source that fails leaves its values out. */
  async now(): Promise<Vitals> {
    const [uptime, loadavg, meminfo, stat, dev, disks, processes] = await Promise.all([
      this.read('/proc/uptime'),
      this.read('/proc/loadavg'),
      this.read('/proc/meminfo'),
      this.read('/proc/stat'),
      this.read('/proc/net/dev'),
      this.disks(),
      this.processes(),
    ]);
    return defined({
      uptimeSeconds: uptime === undefined ? undefined : parseUptime(uptime),
      load: loadavg === undefined ? undefined : parseLoad(loadavg),
      processes,
      cpus: availableParallelism(),
      ...memory(meminfo),
      ...diskSums(disks),
      ...this.rates({
        atMs: this.ticker.monotonicMs(),
        cpu: stat === undefined ? undefined : parseCpuTime(stat),
        traffic: dev === undefined ? undefined : parseTraffic(dev),
      }),
    });
  }

  private rates(now: Earlier): Vitals {
    const before = this.earlier;
    this.earlier = now;
    if (!before || now.atMs <= before.atMs) return {};
    const seconds = (now.atMs - before.atMs) / 1_000;
    return {
      ...(now.cpu && before.cpu
        ? { cpuPercent: percent(now.cpu.busy - before.cpu.busy, now.cpu.total - before.cpu.total) }
        : {}),
      ...(now.traffic && before.traffic
        ? {
            netRxBytesPerSecond: rate(before.traffic.rx, now.traffic.rx, seconds),
            netTxBytesPerSecond: rate(before.traffic.tx, now.traffic.tx, seconds),
          }
        : {}),
    };
  }
}

/** A counter that went down belongs to another interface or started anew: nothing is known of that time. */
function rate(before: number, now: number, seconds: number): number | undefined {
  return now < before ? undefined : Math.round((now - before) / seconds);
}

function memory(text: string | undefined): Vitals {
  const lines = parseMeminfo(text ?? '');
  const [total, available] = [lines.get('MemTotal'), lines.get('MemAvailable')];
  const [swap, swapFree] = [lines.get('SwapTotal'), lines.get('SwapFree')];
  return {
    memoryTotal: total,
    memoryUsed: difference(total, available),
    swapTotal: swap,
    swapUsed: difference(swap, swapFree),
  };
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(0, a - b);
}

function diskSums(disks: DiskUse[] | undefined): Vitals {
  if (!disks?.length) return {};
  const fullest = disks.reduce((a, b) => (b.percent > a.percent ? b : a));
  return {
    diskTotal: disks.reduce((sum, { total }) => sum + total, 0),
    diskUsed: disks.reduce((sum, { used }) => sum + used, 0),
    fullestMount: { path: startOf(fullest.mount, 1_024), percent: fullest.percent },
  };
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
