import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Now } from '../core/now';
import { FleetApi } from './fleet-api';
import type { ProbeView, ProbeStatus } from '../core/api/models';
import { byNeed, matches } from './probe-order';

export type StatusFilter = ProbeStatus | 'all';

/** As long as the list was touched within this time, its rows keep their places. */
const TOUCHED_MS = 5_000;

/** All probes of this tenant, kept fresh by the live feed without moving rows under somebody's hand. */
@Injectable()
export class FleetStore {
  private readonly api = inject(FleetApi);
  private readonly now = inject(Now);
  private readonly probes = new Loaded(() => this.read());
  private readonly order = signal<readonly string[]>([]);
  private touchedAt = Number.NEGATIVE_INFINITY;

  readonly status = signal<StatusFilter>('all');
  readonly filter = signal('');

  readonly error = this.probes.error;
  readonly isFirst = this.probes.isFirst;
  readonly total = computed(() => this.probes.value()?.length);
  private readonly byId = computed(() => new Map((this.probes.value() ?? []).map((one) => [one.id, one])));

  readonly counts = computed(() => {
    const counts: Record<StatusFilter, number> = { all: 0, online: 0, degraded: 0, offline: 0, pending: 0 };
    for (const { status } of this.byId().values()) {
      counts.all++;
      counts[status]++;
    }
    return counts;
  });

  /** What the filters leave, in order. */
  readonly shown = computed(() => {
    const [status, filter] = [this.status(), this.filter().trim()];
    return this.order()
      .map((id) => this.byId().get(id))
      .filter((probe): probe is ProbeView => probe !== undefined)
      .filter((probe) => status === 'all' || probe.status === status)
      .filter((probe) => filter === '' || matches(probe, filter));
  });

  /** How many are known but have no place yet. */
  readonly waiting = computed(
    () => this.byId().size - this.order().filter((id) => this.byId().has(id)).length,
  );

  constructor() {
    const end = inject(LiveFeed).watch(['probe.', 'inventory.'], () => this.load());
    inject(DestroyRef).onDestroy(end);
  }

  load(): Promise<void> {
    return this.probes.load();
  }

  /** Somebody points at the list or moves through it. */
  touched(): void {
    this.touchedAt = this.now.ms();
  }

  /** Gives every probe its place anew. */
  sort(): void {
    this.arrange(this.probes.value() ?? []);
  }

  private async read(): Promise<readonly ProbeView[]> {
    const probes = await this.api.list();
    if (this.order().length === 0 || this.now.ms() - this.touchedAt > TOUCHED_MS) this.arrange(probes);
    return probes;
  }

  private arrange(probes: readonly ProbeView[]): void {
    this.order.set([...probes].sort(byNeed).map(({ id }) => id));
  }
}
