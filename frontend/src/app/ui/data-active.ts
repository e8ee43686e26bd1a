import { type Signal, computed, signal } from '@angular/core';

/** The one cell of a table that has the focus or would get it. It stays at its row when the order changes. */
export class ActiveCell<T> {
  private readonly held = signal<{ key: unknown; at: number; column: number }>({
    key: undefined,
    at: 0,
    column: 0,
  });
  readonly row: Signal<number> = computed(() => this.placeOf(this.held()));
  readonly column: Signal<number> = computed(() => Math.min(this.held().column, this.columns() - 1));

  constructor(
    private readonly rows: Signal<readonly (T | undefined)[]>,
    private readonly count: Signal<number>,
    private readonly columns: () => number,
    private readonly trackBy: Signal<(row: T) => unknown>,
  ) {}

  set(place: number, column: number): void {
    const at = this.held();
    const key = this.keyAt(place);
    if (at.key === key && at.at === place && at.column === column) return;
    this.held.set({ key, at: place, column });
  }

  private placeOf({ key, at }: { key: unknown; at: number }): number {
    if (key !== undefined && this.keyAt(at) !== key) {
      const found = this.rows().findIndex((row) => row !== undefined && this.trackBy()(row) === key);
      if (found >= 0) return found;
    }
    return Math.max(0, Math.min(at, this.count() - 1));
  }

  private keyAt(place: number): unknown {
    const row = this.rows()[place];
    return row === undefined ? undefined : this.trackBy()(row);
  }
}
