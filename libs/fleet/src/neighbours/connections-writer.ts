import { Injectable } from '@nestjs/common';
import type { ConnectionGroup, HostConnections } from '@legator/contracts';
import { MicroBatch, Transactions } from '@legator/core';
import { NeighboursStore } from './neighbours.store.js';
import { plainAddress } from './plain-address.js';

interface Reported {
  readonly probeId: string;
  readonly connections: HostConnections;
  /** When we heard it, by our clock. */
  readonly at: Date;
}

/** Stores whom hosts talk to, the newest of each. It changes all the time, so no signal tells of it. */
@Injectable()
export class ConnectionsWriter {
  private readonly batch = new MicroBatch<Reported>((items) => this.write(items), {
    maxItems: 50,
    waitMs: 50,
    parallel: 1,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly store: NeighboursStore,
  ) {}

  /** Resolves after it is stored. That of a probe which does not exist any more is dropped. */
  add(report: Reported): Promise<void> {
    return this.batch.add(report);
  }

  private write(reports: readonly Reported[]): Promise<void> {
    const newest = new Map(reports.map((report) => [report.probeId, report]));
    const rows = [...newest.values()].map(({ probeId, connections: { truncated, groups }, at }) => ({
      ...{ probeId, receivedAt: at, truncated, groups: plainGroups(groups) },
    }));
    return this.transactions.worker((tx) => this.store.save(tx, rows));
  }
}

/** Each remote end once, however a probe wrote it, and those with the most connections first. */
function plainGroups(groups: readonly ConnectionGroup[]): ConnectionGroup[] {
  const each = new Map<string, ConnectionGroup>();
  for (const group of groups) {
    const address = plainAddress(group.address);
    if (address === undefined) continue;
    const key = `${group.direction} ${address} ${group.port}`;
    const before = each.get(key);
    if (before) before.connections += group.connections;
    else each.set(key, { ...group, address });
  }
  return [...each.values()].sort((a, b) => b.connections - a.connections);
}
