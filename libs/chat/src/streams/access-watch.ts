import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ACCESS_REVOKED_TOPIC, Authenticator, Bus, DomainError, may, Transactions } from '@legator/core';
import type { Actor, Credentials } from '@legator/core';
import { ConversationsStore } from '../conversations/conversations.store.js';
import { readsAll } from '../conversations/readership.js';

/** What whoever reads or writes in conversations must be allowed. */
export const CHAT_PERMISSION = 'fleet:read';

const LOOK_AGAIN_MS = 15_000;

interface Reader {
  readonly actor: Actor;
  readonly credentials: Credentials;
  readonly conversationId: string;
  readonly over: AbortController;
}

/** Why we end a connection that is well. */
export type AccessEnd = 'revoked' | 'stopping';

/** Everybody who reads a conversation as it goes on: ended when their rights end, or the server does. */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly readers = new Set<Reader>();
  private unsubscribe?: () => void;
  private timer?: NodeJS.Timeout;
  private closing = false;
  private looking = false;

  constructor(
    private readonly bus: Bus,
    private readonly authenticator: Authenticator,
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe(ACCESS_REVOKED_TOPIC, (id) => void this.look(id));
    this.timer = setInterval(() => void this.lookAtAll(), LOOK_AGAIN_MS);
  }

  /** Before the HTTP server waits for its connections to end. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    this.unsubscribe?.();
    clearInterval(this.timer);
    for (const reader of this.readers) end(reader, 'stopping');
    this.readers.clear();
  }

  /**
   * From now on the signal fires when this credential opens the conversation no more (its reason is an `AccessEnd`).
   * @throws `shutting_down` while the server stops
   */
  watch(
    actor: Actor,
    { headers, address }: Credentials,
    conversationId: string,
  ): { over: AbortSignal; leave: () => void } {
    if (this.closing) {
      throw new DomainError('unavailable', 'shutting_down', 'This server is stopping. Connect again.', {
        retryAfter: 1,
      });
    }
    // Without the method: looking at a credential again is no sign that somebody is at work.
    const credentials = { headers, address };
    const reader = { actor, credentials, conversationId, over: new AbortController() };
    this.readers.add(reader);
    return { over: reader.over.signal, leave: () => this.readers.delete(reader) };
  }

  private async lookAtAll(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    await this.look('').finally(() => (this.looking = false));
  }

  private async look(actorId: string): Promise<void> {
    for (const reader of [...this.readers]) {
      if (actorId !== '' && reader.actor.id !== actorId) continue;
      if (!this.readers.has(reader) || (await this.stillMay(reader))) continue;
      this.readers.delete(reader);
      end(reader, 'revoked');
    }
  }

  private async stillMay({ actor, credentials, conversationId }: Reader): Promise<boolean> {
    try {
      const now = await this.authenticator.authenticate(credentials);
      if (now?.tenantId !== actor.tenantId || !may(now, CHAT_PERMISSION)) return false;
      if (!readsAll(now))
        await this.transactions.runAs(now.tenantId, (tx) => this.conversations.get(tx, now, conversationId));
      return true;
    } catch (error) {
      // While the database is away nothing new is told anyway.
      return error instanceof DomainError && error.kind === 'unavailable';
    }
  }
}

function end({ over }: Reader, why: AccessEnd): void {
  over.abort(why);
}
