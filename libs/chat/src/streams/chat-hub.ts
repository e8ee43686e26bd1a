import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '@legator/core';

const TOPIC = 'chat.events';

/**
 * Wakes whoever follows a conversation, on this replica and on others. It carries no events: followers read them from
 * the table, so a slow one loses nothing and costs nobody else memory.
 */
@Injectable()
export class ChatHub implements OnApplicationShutdown {
  private readonly followers = new Map<string, Set<() => void>>();
  private readonly unsubscribe: () => void;

  constructor(private readonly bus: Bus) {
    this.unsubscribe = bus.subscribe(TOPIC, (id) => {
      for (const wake of this.followers.get(id) ?? []) wake();
    });
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
  }

  /** Calls `wake` when the conversation may have grown. @returns the function that ends it */
  follow(conversationId: string, wake: () => void): () => void {
    const all = this.followers.get(conversationId) ?? new Set();
    this.followers.set(conversationId, all.add(wake));
    return () => {
      all.delete(wake);
      if (all.size === 0 && this.followers.get(conversationId) === all) this.followers.delete(conversationId);
    };
  }

  /** It has grown; call it after the commit. */
  changed(conversationId: string): void {
    this.bus.publish(TOPIC, conversationId);
  }
}
