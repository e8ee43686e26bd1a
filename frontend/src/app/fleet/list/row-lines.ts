import { DestroyRef, Injectable, effect, inject, untracked } from '@angular/core';
import { FleetListApi } from './fleet-list-api';
import { FleetListStore } from './fleet-list-store';
import { FleetLive } from './fleet-live';

/** While somebody scrolls, nothing is asked. */
const PAUSE_MS = 180;
const FRESH_MS = 60_000;
const LOOK_MS = 15_000;
const MOST = 200;

/** The last hour of the rows on the screen. Nice to have: where it cannot be read, the row goes without. */
@Injectable()
export class RowLines {
  private readonly api = inject(FleetListApi);
  private readonly store = inject(FleetListStore);
  private readonly live = inject(FleetLive);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;

  constructor() {
    effect(() => {
      this.live.onScreen();
      untracked(() => this.soon());
    });
    const every = setInterval(() => this.soon(), LOOK_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(every);
      clearTimeout(this.timer);
    });
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), PAUSE_MS);
  }

  private async read(): Promise<void> {
    const now = Date.now();
    const rows = this.live
      .onScreen()
      .map((id) => this.store.find(id))
      .filter((row) => row !== undefined)
      .filter(({ lineAt }) => now - lineAt > FRESH_MS)
      .slice(0, MOST);
    if (rows.length === 0 || this.isBusy) return;
    this.isBusy = true;
    try {
      const { series } = await this.api.lines(rows.map(({ id }) => id));
      for (const row of rows) row.draw(series[row.id], now);
    } catch {
      // Tried again at the next look.
    } finally {
      this.isBusy = false;
    }
  }
}
