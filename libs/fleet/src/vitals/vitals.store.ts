import { Injectable } from '@nestjs/common';
import type { VitalsPoint } from '@legator/contracts';
import type { Tx } from '@legator/core';

const TABLES = { raw: 'fleet_vitals', '5m': 'fleet_vitals_5m', '1h': 'fleet_vitals_1h' } as const;

export interface PointsWanted {
  readonly probeId: string;
  readonly source: keyof typeof TABLES;
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

/** Reads the record of one host. */
@Injectable()
export class VitalsStore {
  async points(tx: Tx, { probeId, source, from, to, stepSeconds }: PointsWanted): Promise<VitalsPoint[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select date_bin(make_interval(secs => $4), at, 'epoch') as at, avg(load1) as load1, avg(cpu) as cpu,
         avg(memory) as memory, avg(swap) as swap, avg(disk) as disk, avg(net_rx) as net_rx, avg(net_tx) as net_tx,
         avg(processes) as processes
       from ${TABLES[source]} where probe_id = $1 and at >= $2 and at < $3 group by 1 order by 1`,
      [probeId, from, to, stepSeconds],
    );
    return rows.map(toPoint);
  }
}

function toPoint(row: Record<string, unknown>): VitalsPoint {
  return {
    at: (row['at'] as Date).toISOString(),
    load1: rounded(row['load1']),
    cpu_percent: rounded(row['cpu']),
    memory_percent: rounded(row['memory']),
    swap_percent: rounded(row['swap']),
    disk_percent: rounded(row['disk']),
    net_rx_bytes_per_second: rounded(row['net_rx']),
    net_tx_bytes_per_second: rounded(row['net_tx']),
    processes: rounded(row['processes']),
  };
}

function rounded(value: unknown): number | null {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : null;
}
