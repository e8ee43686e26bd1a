import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import type { ProbeStatus } from '@legator/contracts';
import { FleetCountsApi } from './fleet-counts-api';
import { LiveFeed } from './live/live-feed';
import { Loaded } from './loaded';

export type StatusCounts = Readonly<Record<ProbeStatus | 'all', number>>;

/** How many probes there are and how many are connected, for the parts that are always on the screen. */
@Injectable({ providedIn: 'root' })
export class FleetCounts {
  private readonly api = inject(FleetCountsApi);
  private readonly summary = new Loaded(() => this.api.summary());

  /** Nothing until it is known. */
  readonly counts = computed<StatusCounts | undefined>(() => {
    const summary = this.summary.value();
    return (
      summary && { online: 0, degraded: 0, offline: 0, pending: 0, ...summary.counts, all: summary.total }
    );
  });
  readonly error = this.summary.error;
  readonly total = computed(() => this.summary.value()?.total);
  readonly connected = computed(() => this.summary.value()?.connected);

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['probe.'], () => this.load()));
  }

  load(): Promise<void> {
    return this.summary.load();
  }
}
