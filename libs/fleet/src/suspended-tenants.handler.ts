import { Injectable } from '@nestjs/common';
import { TenantChanged } from '@legator/auth';
import { CLOSE } from '@legator/contracts';
import { Bus, currentContext, SignalHandlers, Transactions } from '@legator/core';
import type { FeedItem, SignalHandler } from '@legator/core';
import { announceEviction } from './probe-eviction.js';

/**
 * Sends the probes of a tenant away when it is suspended. They come back by themselves once it is not any more; until
 * then their keys are not known. Hearing of it twice does no harm.
 */
@Injectable()
export class SuspendedTenants implements SignalHandler {
  readonly name = 'fleet.suspended-tenants';
  readonly types = [TenantChanged.type];

  constructor(
    handlers: SignalHandlers,
    private readonly transactions: Transactions,
    private readonly bus: Bus,
  ) {
    handlers.register(this);
  }

  async handle({ subject, payload }: FeedItem): Promise<void> {
    // The trail of whoever did it is told as well; only the tenant itself is meant.
    if (payload['state'] !== 'suspended' || subject.id !== currentContext().actor.tenantId) return;
    const probes = await this.transactions.run<{ id: string }[]>((tx) =>
      tx.query('select id from fleet_probe'),
    );
    for (const { id: probeId } of probes)
      announceEviction(this.bus, { probeId, code: CLOSE.gone, reason: 'tenant suspended' });
  }
}
