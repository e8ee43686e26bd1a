import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import { FleetCountsApi } from './fleet-counts-api';
import { LiveFeed } from './live-feed';
import { Loaded } from './loaded';

/** How many probes there are and how many are connected, for the parts that are always on the screen. */
@Injectable({ providedIn: 'root' })
export class FleetCounts {
  private readonly api = inject(FleetCountsApi);
  private readonly summary = new Loaded(() => this.api.summary());

  /** Nothing until it is known. */
  readonly total = computed(() => this.summary.value()?.total);
  readonly connected = computed(() => this.summary.value()?.connected);

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['probe.'], () => this.load()));
  }

  load(): Promise<void> {
    return this.summary.load();
  }
}
