import {
  DestroyRef,
  Injectable,
  Injector,
  type Signal,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import type { FeedEvent, LiveCounts, LiveRow } from '@legator/contracts';
import { Coalesced } from './coalesced';
import { LiveLine } from './live-line';
import { OPEN_SOCKET } from './live-socket';
import { PerFrame } from './per-frame';
import { WatchedRows } from './watched-rows';

interface Watcher {
  readonly prefixes: readonly string[];
  readonly refresh: Coalesced;
}

interface EventListener {
  readonly prefixes: readonly string[];
  readonly heard: (event: FeedEvent) => void;
}

/**
 * What the control plane tells the whole console while it happens, over one socket: events, rows on the screen, counts.
 * At most once for each frame that is painted. What was missed while the line was down is told afterwards; what cannot
 * be told any more is read again by whoever watches.
 */
@Injectable({ providedIn: 'root' })
export class LiveFeed {
  private readonly injector = inject(Injector);
  private readonly watchers = new Set<Watcher>();
  private readonly listeners = new Set<EventListener>();
  private readonly current = signal<LiveCounts | undefined>(undefined);
  private readonly frame = new PerFrame(() => this.flush());
  private readonly line = new LiveLine(inject(OPEN_SOCKET), {
    ready: () => this.rows.begin(),
    missed: () => this.watchers.forEach(({ refresh }) => refresh.poke()),
    events: (events) => this.keep(() => this.events.push(...events)),
    frame: (frame) =>
      frame.type === 'rows' ? this.rows.take(frame.rows) : this.keep(() => (this.freshCounts = frame.counts)),
  });
  private readonly rows = new WatchedRows(
    (probes) => this.line.send({ type: 'watch', probes }),
    () => this.frame.ask(),
  );
  private events: FeedEvent[] = [];
  private freshCounts: LiveCounts | undefined;

  readonly state = this.line.state;
  /** How many probes there are in each status; nothing before the control plane told. */
  readonly counts = this.current.asReadonly();

  constructor() {
    const hurry = () => this.line.hurry();
    const offline = () => this.line.lost();
    const seen = () => {
      if (!document.hidden) this.line.hurry();
    };
    addEventListener('online', hurry);
    addEventListener('offline', offline);
    document.addEventListener('visibilitychange', seen);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', hurry);
      removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', seen);
      this.line.drop();
      this.frame.stop();
      this.rows.stop();
    });
  }

  /** Connects now, dropping what was there and any waiting. @param from the newest event before anything was read */
  connect(from?: number): void {
    this.line.connect(from);
  }

  /**
   * Calls `refresh` after events whose type begins with one of the prefixes, and when some may have been missed.
   * Calmly: a burst is one call. @returns what ends it
   */
  watch(prefixes: readonly string[], refresh: () => Promise<void>): () => void {
    const watcher = { prefixes, refresh: new Coalesced(refresh) };
    this.watchers.add(watcher);
    return () => {
      watcher.refresh.stop();
      this.watchers.delete(watcher);
    };
  }

  /**
   * Hands over each event whose type begins with one of the prefixes, once and in order. After a gap there are some
   * that nobody gets: whoever must have all also watches. @returns what ends it
   */
  onEvents(prefixes: readonly string[], heard: (event: FeedEvent) => void): () => void {
    const listener = { prefixes, heard };
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Hands over how these probes are, first all and then whichever changed. For what is on the screen now: of all
   * callers together 200 are watched, those of the last caller first. @returns what ends it
   */
  watchRows(ids: Signal<readonly string[]>, show: (rows: readonly LiveRow[]) => void): () => void {
    const caller = this.rows.add(show);
    const following = effect(
      () => {
        const now = ids();
        untracked(() => this.rows.follow(caller, now));
      },
      { injector: this.injector },
    );
    return () => {
      following.destroy();
      this.rows.remove(caller);
    };
  }

  private keep(what: () => void): void {
    what();
    this.frame.ask();
  }

  private flush(): void {
    const events = this.events;
    this.events = [];
    if (this.freshCounts) this.current.set(this.freshCounts);
    this.freshCounts = undefined;
    this.rows.flush();
    for (const event of events) this.hand(event);
  }

  private hand(event: FeedEvent): void {
    for (const { prefixes, refresh } of this.watchers) if (begins(event, prefixes)) refresh.poke();
    for (const { prefixes, heard } of this.listeners) if (begins(event, prefixes)) heard(event);
  }
}

function begins({ type }: FeedEvent, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => type.startsWith(prefix));
}
