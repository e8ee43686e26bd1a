import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import type { Timeline, TimelineEntry } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { ProbeApi } from './probe-api';

export type TimelineFilter = 'all' | TimelineEntry['kind'];

/** A list that is touched keeps its rows where they are for so long; what is new then waits. */
const TOUCHED_MS = 5_000;

/**
 * What happened to one probe, newest first, a page at a time. New entries come by themselves: at the top while nobody
 * touches the list, else they wait behind a count.
 */
@Injectable()
export class TimelineStore {
  private readonly api = inject(ProbeApi);
  private readonly id = signal('');
  private readonly kind = signal<TimelineFilter>('all');
  private readonly size = signal(50);
  private readonly entries = signal<readonly TimelineEntry[]>([]);
  private readonly next = signal<string | null>(null);
  private readonly waiting = signal<readonly TimelineEntry[]>([]);
  private readonly olderFailure = signal<ApiError | undefined>(undefined);
  private readonly olderBusy = signal(false);
  private readonly first = new Loaded(() => this.readNewest());
  private touchedAt = Number.NEGATIVE_INFINITY;
  private turn = 0;

  readonly all = this.entries.asReadonly();
  readonly error = this.first.error;
  readonly isFirst = this.first.isFirst;
  readonly isRemoved = computed(() => this.first.value()?.removed ?? false);
  readonly hasOlder = computed(() => this.next() !== null);
  readonly olderError = this.olderFailure.asReadonly();
  readonly isReadingOlder = this.olderBusy.asReadonly();
  readonly fresh = computed(() => this.waiting().length);

  constructor() {
    const prefixes = ['probe.', 'inventory.', 'command.', 'approval.', 'directive.', 'execution.'];
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(prefixes, () => this.load()));
  }

  async show(id: string, kind: TimelineFilter, size = 50): Promise<void> {
    this.turn++;
    this.first.clear();
    this.entries.set([]);
    this.waiting.set([]);
    this.next.set(null);
    this.olderFailure.set(undefined);
    this.id.set(id);
    this.kind.set(kind);
    this.size.set(size);
    await this.load();
  }

  async load(): Promise<void> {
    if (this.id()) await this.first.load();
  }

  /** Somebody points at the list, or moves through it. */
  touched(): void {
    this.touchedAt = Date.now();
  }

  /** Puts what waits at the top. */
  showFresh(): void {
    this.entries.update((all) => joined(this.waiting(), all));
    this.waiting.set([]);
  }

  async older(): Promise<void> {
    const before = this.next();
    if (before === null || this.olderBusy()) return;
    const turn = this.turn;
    this.olderBusy.set(true);
    this.olderFailure.set(undefined);
    try {
      const page = await this.api.timeline(this.id(), { ...this.query(), before });
      if (turn !== this.turn) return;
      this.entries.update((all) => joined(all, page.entries));
      this.next.set(page.next_cursor);
    } catch (cause) {
      if (turn === this.turn) this.olderFailure.set(toApiError(cause));
    } finally {
      this.olderBusy.set(false);
    }
  }

  private query(): { kinds?: string; limit: number } {
    const kind = this.kind();
    return { limit: this.size(), ...(kind === 'all' ? {} : { kinds: kind }) };
  }

  private async readNewest(): Promise<Timeline> {
    const turn = this.turn;
    const page = await this.api.timeline(this.id(), this.query());
    if (turn === this.turn) this.take(page);
    return page;
  }

  private take({ entries, next_cursor }: Timeline): void {
    const known = new Set(this.entries().map(({ id }) => id));
    if (known.size === 0 || !entries.some(({ id }) => known.has(id))) {
      // The first page, or so much is new that there would be a hole between it and what was there.
      this.entries.set(entries);
      this.next.set(next_cursor);
      this.waiting.set([]);
      return;
    }
    const fresh = entries.filter(({ id }) => !known.has(id));
    // What is there already is shown as it is now: a command that ran has ended.
    const now = new Map(entries.map((entry) => [entry.id, entry]));
    this.entries.update((all) => all.map((entry) => now.get(entry.id) ?? entry));
    this.waiting.set(fresh);
    if (Date.now() - this.touchedAt > TOUCHED_MS) this.showFresh();
  }
}

/** Each once, in the order given. */
function joined(first: readonly TimelineEntry[], then: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...then.filter(({ id }) => !known.has(id))];
}
