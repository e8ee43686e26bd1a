import { Injectable } from '@nestjs/common';
import type { ConnectionGroup, Neighbour, NeighboursView } from '@legator/contracts';
import { Clock, notFound, Transactions } from '@legator/core';
import { ProbeStore } from '../probes/probe.store.js';
import { NeighboursStore } from './neighbours.store.js';
import type { AddressOwner } from './neighbours.store.js';

/** Who is at the other end of a host's connections, as far as the tenant's own fleet knows. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbeStore,
    private readonly store: NeighboursStore,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found, for another tenant's probe as well */
  of(probeId: string): Promise<NeighboursView> {
    return this.transactions.run(async (tx) => {
      if (!(await this.probes.find(tx, probeId))) throw notFound('probe', probeId);
      const stored = await this.store.find(tx, probeId);
      if (!stored) return { probe_id: probeId, ...NOT_TOLD };
      const { receivedAt, truncated, groups } = stored;
      const addresses = [...new Set(groups.map(({ address }) => address))];
      const owners = new Map(
        (await this.store.owners(tx, addresses, probeId)).map((one) => [one.address, one]),
      );
      return {
        probe_id: probeId,
        received_at: receivedAt.toISOString(),
        age_seconds: Math.max(0, Math.floor((this.clock.now().getTime() - receivedAt.getTime()) / 1_000)),
        truncated,
        neighbours: groups.flatMap((group) => toNeighbour(group, owners.get(group.address))),
      };
    });
  }
}

const NOT_TOLD = { received_at: null, age_seconds: null, truncated: false, neighbours: [] };

/** A host is no neighbour of itself: what it says to an address of its own never leaves it, whoever else has that address. */
function toNeighbour(group: ConnectionGroup, owner: AddressOwner | undefined): Neighbour[] {
  if (owner?.own) return [];
  if (owner?.probe) return [{ ...group, probe: owner.probe }];
  return [owner && owner.owners > 1 ? { ...group, ambiguous: true } : group];
}
