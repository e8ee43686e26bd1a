import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Bus, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { isFinal } from './directive.js';
import type { Directive } from './directive.js';
import { DirectivesStore } from './directives.store.js';

const TOPIC = 'directives.ended';
/** A lost wake-up costs a waiter this long at most, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;
/** Ends that are remembered, for those who come to wait a moment after. */
const REMEMBERED = 5_000;

interface Wait {
  readonly tenantId: string;
  readonly id: string;
  readonly ms: number;
  readonly stop?: AbortSignal;
  /** Requested by this very process a moment ago: then its end cannot have gone by unheard. */
  readonly fresh?: boolean;
}

/** Lets a request wait for the end of a directive, wherever it runs. */
@Injectable()
export class Waiters implements OnApplicationShutdown {
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly unsubscribe: () => void;
  /** What has ended lately, oldest first. */
  private readonly heard = new Set<string>();

  constructor(
    private readonly bus: Bus,
    private readonly transactions: Transactions,
    private readonly store: DirectivesStore,
  ) {
    this.unsubscribe = bus.subscribe(TOPIC, (ids) => ids.split(',').forEach((id) => this.wake(id)));
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
  }

  /** Whenever directives have ended anywhere, as far as it is heard here, with their ids. @returns the function that unsubscribes */
  onEnded(listener: (ids: readonly string[]) => void): () => void {
    return this.bus.subscribe(TOPIC, (ids) => listener(ids.split(',')));
  }

  /** These have ended; called after the commit. */
  ended(ids: readonly string[]): void {
    for (let at = 0; at < ids.length; at += 200) this.bus.publish(TOPIC, ids.slice(at, at + 200).join(','));
  }

  /** The directive as it is when it has ended, or when the time is over or `stop` fires: look at its status. */
  async wait(tenantId: string, id: string, ms: number, stop?: AbortSignal): Promise<Directive> {
    const { directive } = await this.waitWith({ tenantId, id, ms, stop }, () => Promise.resolve(undefined));
    return directive;
  }

  /** The same, and what `read` finds in the transaction that found it ended. */
  async waitWith<T>(
    { tenantId, id, ms, stop, fresh }: Wait,
    read: (tx: Tx) => Promise<T>,
  ): Promise<{ directive: Directive; found: T }> {
    const until = performance.now() + ms;
    if (fresh && !this.heard.has(id)) await this.change(id, Math.min(LOOK_AGAIN_MS, ms), stop).promise;
    for (;;) {
      const changed = this.change(id, Math.min(LOOK_AGAIN_MS, Math.max(0, until - performance.now())), stop);
      const look = await this.transactions
        .runAs(tenantId, async (tx) => ({ directive: await this.store.get(tx, id), found: await read(tx) }))
        .catch((error: unknown) => {
          changed.forget();
          throw error;
        });
      if (isFinal(look.directive) || performance.now() >= until || stop?.aborted) {
        changed.forget();
        return look;
      }
      await changed.promise;
    }
  }

  /** Registered before the look at the row, so that nothing falls between the two. */
  private change(id: string, ms: number, stop?: AbortSignal): { promise: Promise<void>; forget: () => void } {
    const all = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, all);
    let wake = (): void => undefined;
    const promise = new Promise<void>((resolve) => (wake = resolve));
    const timer = setTimeout(wake, ms);
    stop?.addEventListener('abort', wake, { once: true });
    all.add(wake);
    const forget = () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', wake);
      all.delete(wake);
      if (all.size === 0) this.waiting.delete(id);
    };
    return { promise: promise.finally(forget), forget };
  }

  private wake(id: string): void {
    this.heard.add(id);
    if (this.heard.size > REMEMBERED) this.heard.delete(this.heard.values().next().value!);
    for (const wake of this.waiting.get(id) ?? []) wake();
  }
}
