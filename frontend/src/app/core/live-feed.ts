import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { Coalesced } from './coalesced';
import { type FeedConnection, OPEN_FEED } from './event-source';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** `at` is the time of the next attempt, `since` when it was last live; both in milliseconds. */
  | { readonly kind: 'reconnecting'; readonly at: number; readonly since: number };

/** A browser hands out named events only to who asks for the name, so the names the console knows are listed. */
const TYPES = [
  'probe.registered',
  'probe.connected',
  'probe.reconnected',
  'probe.disconnected',
  'probe.offline',
  'probe.degraded',
  'probe.recovered',
  'probe.replaced',
  'probe.flapping',
  'probe.deleted',
  'probe.tags_changed',
  'inventory.updated',
  'token.generated',
  'token.refused',
  'token.revoked',
  'command.dispatched',
  'command.completed',
  'command.failed',
  'approval.needed',
  'approval.decided',
  'directive.requested',
  'directive.started',
  'directive.ended',
  'execution.frozen',
  'execution.unfrozen',
] as const;

interface Watcher {
  readonly prefixes: readonly string[];
  readonly refresh: Coalesced;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * One stream of events for the whole console. Events are hints: who watches reads again from the API, calmly, and also
 * whenever the stream opens anew, since something may have been missed.
 */
@Injectable({ providedIn: 'root' })
export class LiveFeed {
  private readonly open = inject(OPEN_FEED);
  private readonly now = signal<LiveState>({ kind: 'connecting' });
  private readonly watchers = new Set<Watcher>();
  private connection: FeedConnection | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private lostAt: number | undefined;

  readonly state = this.now.asReadonly();

  constructor() {
    const online = () => this.connect();
    const offline = () => this.lost();
    addEventListener('online', online);
    addEventListener('offline', offline);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      clearTimeout(this.timer);
      this.connection?.close();
    });
  }

  /** Connects now, dropping what was there and any waiting. */
  connect(): void {
    clearTimeout(this.timer);
    this.connection?.close();
    const connection = this.open('/api/v1/events');
    this.connection = connection;
    connection.onopen = () => this.opened();
    connection.onerror = () => this.lost();
    for (const type of TYPES) connection.addEventListener(type, () => this.heard(type));
  }

  /** Calls `refresh` after events whose type begins with one of the prefixes. @returns what ends it */
  watch(prefixes: readonly string[], refresh: () => Promise<void>): () => void {
    const watcher = { prefixes, refresh: new Coalesced(refresh) };
    this.watchers.add(watcher);
    return () => {
      watcher.refresh.stop();
      this.watchers.delete(watcher);
    };
  }

  private opened(): void {
    const wasLost = this.lostAt !== undefined;
    this.attempts = 0;
    this.lostAt = undefined;
    this.now.set({ kind: 'live' });
    if (wasLost) for (const { refresh } of this.watchers) refresh.poke();
  }

  private heard(type: string): void {
    for (const { prefixes, refresh } of this.watchers) {
      if (prefixes.some((prefix) => type.startsWith(prefix))) refresh.poke();
    }
  }

  /** Closed at once, because the browser's own retrying neither slows down nor says when it will try. */
  private lost(): void {
    clearTimeout(this.timer);
    this.connection?.close();
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.attempts) * (0.8 + Math.random() * 0.4);
    this.attempts++;
    this.lostAt ??= Date.now();
    this.now.set({ kind: 'reconnecting', at: Date.now() + wait, since: this.lostAt });
    this.timer = setTimeout(() => this.connect(), wait);
  }
}
