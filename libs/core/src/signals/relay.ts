import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background } from '../background.js';
import { Bus } from '../bus/bus.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/transactions.js';

const BATCH = 2_000;
/** Nobody sees a delay this short, and facts that come together are numbered together. */
const SETTLE_MS = 50;

/** Bus topic: there are new numbers in the feed. */
export const FEED_TOPIC = 'feed';

/**
 * Gives committed signals their number in the feed.
 *
 * A number is only given out under the lock of the counter's row, so numbers become visible in order: a listener that
 * has read up to n will never meet a number below it later. Any replica may do it; the lock chooses.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('relay', () => this.turn(), 1_000, SETTLE_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** There may be something to number. */
  wake(): void {
    this.background.wake();
  }

  private async turn(): Promise<boolean> {
    const numbered = await this.transactions.worker((tx) => this.number(tx));
    if (numbered > 0) this.bus.publish(FEED_TOPIC, '');
    return numbered === BATCH;
  }

  private async number(tx: Tx): Promise<number> {
    const [state] = await tx.query('select seq from core_feed_state for update');
    const [{ count }] = await tx.query(
      `with taken as (
         delete from core_outbox where id in (select id from core_outbox order by id limit ${BATCH})
         returning id, tenant_id, signal_id, type
       ), numbered as (
         insert into core_feed (seq, tenant_id, signal_id, type)
         select $1::bigint + row_number() over (order by id), tenant_id, signal_id, type from taken
       )
       select count(*)::int as count from taken`,
      [state.seq],
    );
    if (count > 0) await tx.query('update core_feed_state set seq = seq + $1', [count]);
    return count;
  }
}
