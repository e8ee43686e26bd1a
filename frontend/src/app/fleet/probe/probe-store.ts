import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { LiveRow } from '@legator/contracts';
import type { ApiError } from '../../core/api-error';
import type { ProbeDetail } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { ProbeApi } from './probe-api';

/** `removed`: it left the fleet, its history is there. `gone`: nothing was ever known of it. */
export type ProbePresence = 'loading' | 'here' | 'removed' | 'gone' | 'failed';

/** The probe that is open: what was read, with what moves since then laid over it. */
@Injectable()
export class ProbeStore {
  private readonly api = inject(ProbeApi);
  private readonly current = signal('');
  private readonly row = signal<LiveRow | undefined>(undefined);
  private readonly whereabouts = signal<'removed' | 'gone' | undefined>(undefined);
  private readonly read = new Loaded(() => this.load404());

  readonly id = this.current.asReadonly();
  readonly live = this.row.asReadonly();
  readonly error = computed<ApiError | undefined>(() =>
    this.whereabouts() === undefined ? this.read.error() : undefined,
  );
  readonly probe = computed<ProbeDetail | undefined>(() => {
    const probe = this.read.value();
    return probe && this.whereabouts() === undefined ? withLive(probe, this.row()) : undefined;
  });
  readonly presence = computed<ProbePresence>(() => {
    const whereabouts = this.whereabouts();
    if (whereabouts) return whereabouts;
    return this.probe() ? 'here' : this.read.error() ? 'failed' : 'loading';
  });
  readonly isConnected = computed(() => this.probe()?.connected ?? false);

  constructor() {
    const feed = inject(LiveFeed);
    const ids = computed(() => (this.current() ? [this.current()] : []));
    const ends = [
      feed.watch(['probe.', 'inventory.'], () => this.load()),
      feed.watchRows(ids, (rows) => this.heard(rows)),
    ];
    inject(DestroyRef).onDestroy(() => ends.forEach((end) => end()));
  }

  async show(id: string): Promise<void> {
    this.read.clear();
    this.whereabouts.set(undefined);
    this.row.set(undefined);
    this.current.set(id);
    await this.load();
  }

  load(): Promise<void> {
    return this.read.load();
  }

  /** Lays these tags over what was read, until it is read again. */
  showTags(tags: readonly string[]): void {
    this.read.change((probe) => ({ ...probe, tags: [...tags] }));
  }

  /** A probe that is not there may have been: then it still has a history. */
  private async load404(): Promise<ProbeDetail> {
    const id = this.current();
    try {
      const probe = await this.api.get(id);
      if (id === this.current()) this.whereabouts.set(undefined);
      return probe;
    } catch (cause) {
      if ((cause as Partial<ApiError>).status === 404) await this.lookBack(id);
      throw cause;
    }
  }

  private async lookBack(id: string): Promise<void> {
    const found = await this.api.timeline(id, { limit: 1 }).then(
      () => 'removed' as const,
      (cause: Partial<ApiError>) => (cause.status === 404 ? ('gone' as const) : undefined),
    );
    if (id === this.current()) this.whereabouts.set(found);
  }

  private heard(rows: readonly LiveRow[]): void {
    const row = rows.find(({ id }) => id === this.current());
    if (!row) return;
    const before = this.probe()?.health?.score;
    this.row.set(row);
    // The score moves with the row, its reasons do not: they are read again with it.
    if (this.read.value() && row.health && row.health.score !== before) void this.load();
  }
}

/** Of two tellings the later one counts; which is which, the time of the vitals says. */
function withLive(probe: ProbeDetail, row: LiveRow | undefined): ProbeDetail {
  if (!row || row.id !== probe.id) return probe;
  const isNewer = (row.vitals_at ?? '') >= (probe.vitals_at ?? '');
  return {
    ...probe,
    status: row.status,
    connected: row.connected,
    ...(row.last_seen ? { last_seen: row.last_seen } : {}),
    ...(isNewer && row.health ? { health: { ...probe.health, ...row.health } } : {}),
  };
}
