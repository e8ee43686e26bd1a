import { Injectable, computed, inject, signal } from '@angular/core';
import type { RunTarget } from '../../core/run-command';
import { FleetListStore } from './fleet-list-store';
import type { RowState } from './row-state';

/** Which probes are selected: single ones, or all that match the filter whether they are loaded or not. */
@Injectable({ providedIn: 'root' })
export class FleetSelection {
  private readonly store = inject(FleetListStore);
  private readonly single = signal<ReadonlySet<unknown>>(new Set());
  private readonly everything = signal(false);

  /** All that match, also those that are not loaded. */
  readonly isAll = this.everything.asReadonly();
  /** Keys of those that were selected one by one. */
  readonly picked = this.single.asReadonly();
  /** Keys of the selected rows that are loaded. */
  readonly keys = computed<ReadonlySet<unknown>>(() =>
    this.everything() ? new Set(this.store.rows().map(({ id }) => id)) : this.picked(),
  );
  readonly count = computed(() => (this.everything() ? (this.store.total() ?? 0) : this.picked().size));
  /** Rows of the selected probes, as far as they are loaded. */
  readonly rows = computed<readonly RowState[]>(() =>
    [...this.keys()].map((id) => this.store.find(id as string)).filter((row) => row !== undefined),
  );
  /** What a command would go to. */
  readonly target = computed<RunTarget>(() =>
    this.everything()
      ? { q: this.store.view().q, total: this.count() }
      : { probes: [...this.picked()] as string[] },
  );

  /** These and no others. */
  choose(keys: ReadonlySet<unknown>): void {
    this.everything.set(false);
    this.single.set(keys);
  }

  toggle(id: string): void {
    const keys = new Set(this.keys());
    if (!keys.delete(id)) keys.add(id);
    this.choose(keys);
  }

  chooseAll(isAll = true): void {
    this.single.set(new Set());
    this.everything.set(isAll);
  }

  clear(): void {
    this.chooseAll(false);
  }
}
