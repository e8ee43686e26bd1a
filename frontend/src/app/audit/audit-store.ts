import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { AuditApi } from './audit-api';
import type { AuditEvent } from '../core/api/models';

interface Trail {
  readonly entries: readonly AuditEvent[];
  readonly total: number;
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** The newest entries of the trail, older ones on demand, and what verifying it found. */
@Injectable()
export class AuditStore {
  private readonly api = inject(AuditApi);
  private readonly probeId = signal<string | undefined>(undefined);
  private readonly trail = new Loaded(() => this.readNewest());
  private readonly older = new Loaded(() => this.readOlder());

  readonly verification = new Loaded(() => this.api.verify());
  readonly error = computed(() => this.trail.error() ?? this.older.error());
  readonly isFirst = this.trail.isFirst;
  readonly entries = computed(() => this.trail.value()?.entries ?? []);
  readonly total = computed(() => this.trail.value()?.total);
  readonly hasMore = computed(() => this.trail.value()?.hasMore ?? false);
  readonly loadingOlder = this.older.loading;

  constructor() {
    // An entry is written with every fact, whatever its kind.
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch([''], () => this.load()));
  }

  /** Only what is about this probe; nothing means all. */
  async show(probeId: string | undefined): Promise<void> {
    if (probeId !== this.probeId()) this.trail.clear();
    this.probeId.set(probeId);
    await this.load();
  }

  load(): Promise<void> {
    return this.trail.load();
  }

  async loadOlder(): Promise<void> {
    if (this.hasMore() && !this.older.loading()) await this.older.load();
  }

  /** What was loaded of older entries stays: entries never change, they only get sealed. */
  private async readNewest(): Promise<Trail> {
    const page = await this.api.list({ probeId: this.probeId() });
    const newest = page.events ?? [];
    const known = this.trail.value();
    const last = newest.at(-1);
    const meets = last ? known?.entries.findIndex(({ id }) => id === last.id) : undefined;
    const joins = known !== undefined && meets !== undefined && meets >= 0;
    return {
      entries: joins ? [...newest, ...known.entries.slice(meets + 1)] : newest,
      total: page.total,
      cursor: joins ? known.cursor : page.next_cursor,
      hasMore: joins ? known.hasMore : page.has_more,
    };
  }

  private async readOlder(): Promise<void> {
    const cursor = this.trail.value()?.cursor;
    if (!cursor) return;
    const page = await this.api.list({ probeId: this.probeId(), cursor });
    this.trail.change((trail) =>
      // While this was under way the list may have begun anew.
      trail.cursor === cursor
        ? {
            entries: [...trail.entries, ...(page.events ?? [])],
            total: page.total,
            cursor: page.next_cursor,
            hasMore: page.has_more,
          }
        : trail,
    );
  }
}
