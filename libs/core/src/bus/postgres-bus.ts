import { NotifyChannel } from '../database/notify-channel.js';
import { BatchedBus } from './batched-bus.js';

/** The bus of several replicas that share a PostgreSQL and nothing else. */
export class PostgresBus extends BatchedBus {
  constructor(url: string) {
    super(new NotifyChannel(url));
  }
}
