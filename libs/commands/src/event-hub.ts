import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '@legator/core';

const TOPIC = 'commands.events';
const IDS_PER_MESSAGE = 30;

/** A stream by the names that nobody else has. */
export interface StreamKey {
  readonly tenantId: string;
  readonly requestId: string;
}

/**
 * Wakes whoever follows a command's stream, on this replica and on others. It carries no events: a follower reads
 * them from the table, so a slow one loses nothing and costs nobody else memory.
 */
@Injectable()
export class EventHub implements OnApplicationShutdown {
  private readonly followers = new Map<string, Set<() => void>>();
  private readonly unsubscribe: () => void;

  constructor(private readonly bus: Bus) {
    this.unsubscribe = bus.subscribe(TOPIC, (keys) => keys.split(' ').forEach((key) => this.wake(key)));
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
  }

  /** Calls `wake` when the stream may have grown. @returns the function that ends it */
  follow(key: StreamKey, wake: () => void): () => void {
    const name = nameOf(key);
    const all = this.followers.get(name) ?? new Set();
    this.followers.set(name, all.add(wake));
    return () => {
      all.delete(wake);
      if (all.size === 0) this.followers.delete(name);
    };
  }

  /** These have grown; call it after the commit. */
  changed(keys: readonly StreamKey[]): void {
    const names = [...new Set(keys.map(nameOf))];
    for (let at = 0; at < names.length; at += IDS_PER_MESSAGE)
      this.bus.publish(TOPIC, names.slice(at, at + IDS_PER_MESSAGE).join(' '));
  }

  private wake(name: string): void {
    for (const wake of this.followers.get(name) ?? []) wake();
  }
}

/** Neither part holds a blank: the bus separates by them. */
function nameOf({ tenantId, requestId }: StreamKey): string {
  return `${encodeURIComponent(tenantId)}/${requestId}`;
}
