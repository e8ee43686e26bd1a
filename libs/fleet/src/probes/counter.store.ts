import { Injectable } from '@nestjs/common';
import type { ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** How many probes a tenant has in each status, without counting them. */
@Injectable()
export class CounterStore {
  /** All four statuses, zeros included. */
  async counts(tx: Tx): Promise<Record<ProbeStatus, number>> {
    const rows: { status: ProbeStatus; n: number }[] = await tx.query(
      'select status, sum(n)::int as n from fleet_counter group by status',
    );
    const counts = { online: 0, degraded: 0, offline: 0, pending: 0 };
    for (const { status, n } of rows) counts[status] = n;
    return counts;
  }

  /** Melts the lines of changes into one for each tenant and status. Two at once do no harm. */
  async compact(tx: Tx): Promise<void> {
    await tx.query(
      `with gone as (delete from fleet_counter returning tenant_id, status, n)
       insert into fleet_counter select tenant_id, status, sum(n) from gone group by 1, 2 having sum(n) <> 0`,
    );
  }
}
