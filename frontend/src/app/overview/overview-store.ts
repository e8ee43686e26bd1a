import { DestroyRef, Injectable, computed, inject } from '@angular/core';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { OverviewApi } from './overview-api';

const SHOWN = 20;

/** What needs a person: probes that are gone first, then those that are not well. Kept fresh by the live feed. */
@Injectable()
export class OverviewStore {
  private readonly api = inject(OverviewApi);
  private readonly needs = new Loaded(async () => {
    const parts = await Promise.all([
      this.api.withStatus('offline', SHOWN),
      this.api.withStatus('degraded', SHOWN),
    ]);
    return {
      probes: parts.flatMap(({ probes }) => probes),
      total: parts.reduce((sum, { total }) => sum + total, 0),
    };
  });

  readonly error = this.needs.error;
  readonly isFirst = this.needs.isFirst;
  readonly probes = computed(() => this.needs.value()?.probes ?? []);
  /** How many more there are than are listed. */
  readonly hidden = computed(() => (this.needs.value()?.total ?? 0) - this.probes().length);

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['probe.'], () => this.load()));
  }

  load(): Promise<void> {
    return this.needs.load();
  }
}
