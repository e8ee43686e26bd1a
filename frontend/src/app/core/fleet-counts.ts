import { Injectable, computed, inject } from '@angular/core';
import { LiveFeed } from './live/live-feed';

/** How many probes there are and how many are connected, as the live feed tells; for what is always on the screen. */
@Injectable({ providedIn: 'root' })
export class FleetCounts {
  /** By status and in all; nothing until it is known. */
  readonly counts = inject(LiveFeed).counts;
  readonly total = computed(() => this.counts()?.all);
  /** A degraded probe is connected: its host is not well. */
  readonly connected = computed(() => {
    const counts = this.counts();
    return counts && counts.online + counts.degraded;
  });
}
