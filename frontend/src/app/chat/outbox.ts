import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import type { ChatMessage, SendMessage } from '../core/api/models';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { ChatApi } from './chat-api';

/** A message that the control plane has not confirmed yet. */
export interface OutgoingMessage {
  readonly conversationId: string;
  readonly body: SendMessage & { readonly request_id: string };
  /** `waiting`: there is no connection. `refused`: it was answered with no. */
  readonly state: 'sending' | 'waiting' | 'refused';
  readonly error?: ApiError;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Messages on their way. Each carries a name of its own, so that it counts once however often it is sent; without a
 * connection it waits for one, also while other pages are looked at.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly api = inject(ChatApi);
  private readonly all = signal<readonly OutgoingMessage[]>([]);
  private readonly arrived = new Map<string, (message: ChatMessage) => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitMs = FIRST_WAIT_MS;
  private isBusy = false;

  constructor() {
    addEventListener('online', () => this.hurry());
  }

  of(conversationId: () => string): Signal<readonly OutgoingMessage[]> {
    return computed(() => this.all().filter((one) => one.conversationId === conversationId()));
  }

  /** @param stored is told what became of it, once it is there */
  add(
    conversationId: string,
    body: SendMessage,
    stored: (message: ChatMessage) => void = () => undefined,
  ): void {
    const named = { ...body, request_id: newUuid() };
    this.arrived.set(named.request_id, stored);
    this.all.update((all) => [...all, { conversationId, body: named, state: 'sending' }]);
    void this.sendAll();
  }

  again(requestId: string): void {
    this.change(requestId, { state: 'sending' });
    void this.sendAll();
  }

  drop(requestId: string): void {
    this.arrived.delete(requestId);
    this.all.update((all) => all.filter(({ body }) => body.request_id !== requestId));
  }

  /** The line is back. */
  hurry(): void {
    clearTimeout(this.timer);
    this.waitMs = FIRST_WAIT_MS;
    this.all.update((all) =>
      all.map((one) => (one.state === 'waiting' ? { ...one, state: 'sending' } : one)),
    );
    void this.sendAll();
  }

  /** One after the other, in the order in which they were written. */
  private async sendAll(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      for (let next = this.next(); next; next = this.next()) await this.sendOne(next);
    } finally {
      this.isBusy = false;
    }
  }

  private next(): OutgoingMessage | undefined {
    return this.all().find(
      (one) =>
        one.state === 'sending' &&
        // Nothing overtakes what was written before it.
        !this.all().some((other) => other.conversationId === one.conversationId && other.state === 'waiting'),
    );
  }

  private async sendOne({ conversationId, body }: OutgoingMessage): Promise<void> {
    try {
      const message = await this.api.send(conversationId, body);
      this.waitMs = FIRST_WAIT_MS;
      const tell = this.arrived.get(body.request_id);
      this.drop(body.request_id);
      tell?.(message);
    } catch (cause) {
      const error = toApiError(cause);
      const isLost = mayHaveArrived(error);
      this.change(body.request_id, { state: isLost ? 'waiting' : 'refused', error });
      if (isLost) this.later();
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const wait = Math.min(LONGEST_WAIT_MS, this.waitMs * 2);
      this.hurry();
      this.waitMs = wait;
    }, this.waitMs);
  }

  private change(requestId: string, over: Partial<OutgoingMessage>): void {
    this.all.update((all) =>
      all.map((one) => (one.body.request_id === requestId ? { ...one, ...over } : one)),
    );
  }
}

/** No answer, or one of somebody in between: it may be there. */
function mayHaveArrived({ status, code }: ApiError): boolean {
  return status === 0 || (status >= 502 && code !== 'llm_unavailable');
}

/** Also without HTTPS, where `crypto.randomUUID` is missing. */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
