import { Injectable, computed, inject, signal } from '@angular/core';
import { Coalesced } from '../core/live/coalesced';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import type { AuditEvent } from '../core/api/models';
import { AuditApi, type TrailFilter } from './audit-api';

interface Trail {
  readonly entries: readonly AuditEvent[];
  readonly filter: TrailFilter;
  readonly total: number;
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** Sealing follows writing within a second or two; nothing tells that it happened. */
const SEALED_MS = 2_000;

/**
 * The newest entries of the trail, older ones on demand. What is written meanwhile waits until somebody asks to see it:
 * no row moves by itself. Outlives the page, so that who comes back sees what was there.
 */
@Injectable({ providedIn: 'root' })
export class AuditStore {
  private readonly api = inject(AuditApi);
  private readonly feed = inject(LiveFeed);
  private readonly wanted = signal<TrailFilter>({});
  private readonly head = signal<Trail | undefined>(undefined);
  private readonly trail = new Loaded(() => this.readNewest());
  private readonly older = new Loaded(() => this.readOlder());
  private readonly sealing = new Coalesced(() => this.check(), SEALED_MS);
  private name = '';
  private isFollowed = false;

  readonly error = computed(() => this.trail.error() ?? this.older.error());
  readonly isFirst = this.trail.isFirst;
  readonly entries = computed(() => this.trail.value()?.entries ?? []);
  readonly total = computed(() => this.head()?.total ?? this.trail.value()?.total);
  readonly hasMore = computed(() => this.trail.value()?.hasMore ?? false);
  readonly loadingOlder = this.older.loading;
  /** What the entries were asked by: for an export of the same. */
  readonly filter = this.wanted.asReadonly();
  /** How many entries wait to be shown; `isMore` when there are more than one page tells. */
  readonly fresh = computed(() => {
    const [head, known] = [this.head(), this.trail.value()];
    if (!head || !known) return { count: 0, isMore: false };
    const ids = new Set(known.entries.map(({ id }) => id));
    const count = head.entries.findIndex(({ id }) => ids.has(id));
    return count < 0
      ? { count: head.entries.length, isMore: head.hasMore && known.entries.length > 0 }
      : { count, isMore: false };
  });

  /** Keeps up with what is written until the function it returns is called. */
  follow(): () => void {
    // An entry is written with every fact, whatever its kind.
    const end = this.feed.watch([''], () => this.check());
    this.isFollowed = true;
    return () => {
      this.isFollowed = false;
      end();
    };
  }

  /** @param name what tells one filter from another: a relative time resolves anew each time */
  async show(name: string, filter: TrailFilter): Promise<void> {
    if (name !== this.name) this.trail.clear();
    this.name = name;
    this.wanted.set(filter);
    await this.load();
  }

  async load(): Promise<void> {
    this.head.set(undefined);
    await this.trail.load();
    this.awaitSeals();
  }

  /** Waits no longer for the first page. */
  cancel(): void {
    this.trail.cancel();
  }

  async loadOlder(): Promise<void> {
    if (this.hasMore() && !this.older.loading() && !this.older.error()) await this.older.load();
  }

  /** After a failure: what failed, again. */
  async retry(): Promise<void> {
    if (this.trail.error() || !this.older.error()) return this.load();
    await this.older.load();
  }

  /** Puts what waits above what is shown; begins anew rather than hide a gap. */
  showFresh(): void {
    const head = this.head();
    if (!head) return;
    this.trail.change((known) => joined(head, known));
    this.head.set(undefined);
    this.awaitSeals();
  }

  /** Looks for new entries, and takes what was sealed meanwhile for those that are shown. */
  private async check(): Promise<void> {
    const name = this.name;
    if (!this.trail.value()) return this.load();
    let head: Trail;
    try {
      head = await this.ask();
    } catch {
      // A hint that could not be followed: the next one will be, and what is shown is still true.
      return;
    }
    if (name !== this.name) return;
    this.trail.change((known) => ({ ...known, entries: renewed(known.entries, head.entries) }));
    this.head.set(head);
    this.awaitSeals();
  }

  private awaitSeals(): void {
    if (this.isFollowed && this.entries().some(({ sealed }) => !sealed)) this.sealing.poke();
  }

  private async readNewest(): Promise<Trail> {
    const head = await this.ask();
    const known = this.trail.value();
    return known ? joined(head, known) : head;
  }

  private async ask(): Promise<Trail> {
    const filter = this.wanted();
    const { events, total, next_cursor: cursor, has_more: hasMore } = await this.api.list({ filter });
    return { entries: events, filter, total, cursor, hasMore };
  }

  private async readOlder(): Promise<void> {
    const { cursor, filter } = this.trail.value() ?? {};
    if (!cursor || !filter) return;
    const page = await this.api.list({ filter, cursor });
    this.trail.change((trail) =>
      // While this was under way the list may have begun anew.
      trail.cursor === cursor
        ? {
            ...trail,
            entries: [...trail.entries, ...page.events],
            cursor: page.next_cursor,
            hasMore: page.has_more,
          }
        : trail,
    );
  }
}

/** What was loaded of older entries stays: entries never change, they only get sealed. */
function joined(head: Trail, known: Trail): Trail {
  const last = head.entries.at(-1);
  const meets = last ? known.entries.findIndex(({ id }) => id === last.id) : -1;
  if (meets < 0) return head;
  return {
    ...head,
    entries: [...head.entries, ...known.entries.slice(meets + 1)],
    cursor: known.cursor,
    hasMore: known.hasMore,
  };
}

function renewed(known: readonly AuditEvent[], newer: readonly AuditEvent[]): readonly AuditEvent[] {
  const sealed = new Map(newer.filter((entry) => entry.sealed).map((entry) => [entry.id, entry]));
  if (!known.some((entry) => !entry.sealed && sealed.has(entry.id))) return known;
  return known.map((entry) => (entry.sealed ? entry : (sealed.get(entry.id) ?? entry)));
}
