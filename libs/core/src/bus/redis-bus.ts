import { Redis } from 'ioredis';
import { BatchedBus } from './batched-bus.js';
import type { BusTransport } from './batched-bus.js';

const CHANNEL = 'legator:bus';

/** Publish and subscribe need two connections; either breaking means the line is down. */
class RedisTransport implements BusTransport {
  private pair: readonly Redis[] = [];

  constructor(private readonly url: string) {}

  async connect(onMessage: (text: string) => void, onLost: () => void): Promise<void> {
    await this.disconnect();
    const pair = ['publish', 'subscribe'].map((use) => this.open(use));
    this.pair = pair;
    const lost = () => {
      if (this.pair !== pair) return;
      this.pair = [];
      pair.forEach(end);
      onLost();
    };
    try {
      await Promise.all(pair.map((one) => one.connect()));
      pair[1]!.on('message', (_channel, text: string) => onMessage(text));
      await pair[1]!.subscribe(CHANNEL);
    } catch (error) {
      this.pair = [];
      pair.forEach(end);
      throw error;
    }
    pair.forEach((one) => one.on('close', lost));
    if (pair.some(({ status }) => status !== 'ready')) throw new Error('Redis closed the connection.');
  }

  async send(text: string): Promise<void> {
    await this.need().publish(CHANNEL, text);
  }

  async ping(): Promise<void> {
    await this.need().ping();
  }

  disconnect(): Promise<void> {
    const { pair } = this;
    this.pair = [];
    pair.forEach(end);
    return Promise.resolve();
  }

  private open(use: string): Redis {
    const redis = new Redis(this.url, {
      lazyConnect: true,
      connectTimeout: 5_000,
      commandTimeout: 5_000,
      keepAlive: 10_000,
      connectionName: `legator-bus-${use}`,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // The bus itself connects again, for all adapters in the same way.
      retryStrategy: () => null,
      autoResubscribe: false,
    });
    // Every failure also ends in `close` or in the rejected call; without a listener ioredis would print it.
    redis.on('error', () => undefined);
    return redis;
  }

  private need(): Redis {
    const [publisher] = this.pair;
    if (!publisher) throw new Error('The bus is not connected to Redis.');
    return publisher;
  }
}

/** ioredis waits two seconds for the end of a connection, also of one that has none any more or never had one. */
function end(redis: Redis): void {
  if (redis.status !== 'end' && redis.status !== 'close') redis.disconnect();
}

/** The bus of several replicas beside a Redis. */
export class RedisBus extends BatchedBus {
  constructor(url: string) {
    super(new RedisTransport(url));
  }
}
