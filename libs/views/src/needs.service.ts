import { Injectable } from '@nestjs/common';
import type { Need, NeedKind, Needs } from '@legator/contracts';
import { Clock, currentContext, may, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import {
  deadItems,
  degradedItems,
  expiredItems,
  failedItems,
  FEW,
  frozenAtAll,
  frozenItems,
  silentItems,
  waitingItems,
} from './need-items.js';
import { NeedsStore } from './needs.store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST = 100;
/** Different things of one kind; what goes beyond is told as a number. */
const GROUPS = 15;

const SEVERITIES: readonly Need['severity'][] = ['critical', 'warning', 'info'];
const KINDS: readonly NeedKind[] = [
  'frozen',
  'approval',
  'silent_probe',
  'degraded_probe',
  'failed_command',
  'dead_delivery',
  'approval_expired',
];

/** What a person should look at now, most urgent first; of it what this person may read. */
@Injectable()
export class NeedsList {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: NeedsStore,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Needs> {
    const found = await this.transactions.run((tx) => this.all(tx));
    const items = found.flat().sort(byUrgency);
    return {
      items: items.slice(0, MOST),
      total: items.reduce((sum, { more = 0 }) => sum + 1 + more, 0),
    };
  }

  /** Within a kind the order is the store's; sorting keeps it. */
  private async all(tx: Tx): Promise<Need[][]> {
    const { actor } = currentContext();
    const now = this.clock.now();
    const mayRun = may(actor, 'command:exec');
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const freezes = await this.store.freezes(tx, now);
    const found = [
      may(actor, 'directive:read') ? frozenItems(freezes) : frozenAtAll(freezes),
      silentItems(await this.store.silent(tx, ago(HOUR_MS), FEW)),
      degradedItems(await this.store.degraded(tx, FEW)),
    ];
    if (may(actor, 'approval:read')) {
      found.push(waitingItems(await this.store.waiting(tx, GROUPS), now, mayRun));
      found.push(expiredItems(await this.store.expired(tx, ago(DAY_MS), FEW), mayRun));
    }
    if (may(actor, 'directive:read'))
      found.push(failedItems(await this.store.failed(tx, ago(DAY_MS), GROUPS), mayRun));
    if (may(actor, 'signal:read')) found.push(deadItems(await this.store.deadDeliveries(tx)));
    return found;
  }
}

function byUrgency(a: Need, b: Need): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)
  );
}
