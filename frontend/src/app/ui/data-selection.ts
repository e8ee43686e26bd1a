import type { ModelSignal, Signal } from '@angular/core';

/** Which rows are ticked: single ones by key, or all that match. */
export class DataSelection<T> {
  private anchor: number | undefined;

  constructor(
    private readonly rows: Signal<readonly (T | undefined)[]>,
    private readonly trackBy: Signal<(row: T) => unknown>,
    private readonly selected: ModelSignal<ReadonlySet<unknown>>,
    private readonly all: ModelSignal<boolean>,
  ) {}

  has(row: T | undefined): boolean {
    return row !== undefined && (this.all() || this.selected().has(this.trackBy()(row)));
  }

  /** What the checkbox in the header shows. */
  state(): 'all' | 'some' | 'none' {
    if (this.all()) return 'all';
    return this.selected().size > 0 ? 'some' : 'none';
  }

  /** All that match, or none of them. */
  toggleAll(): void {
    const isOn = !this.all();
    this.selected.set(new Set());
    this.all.set(isOn);
  }

  /** Of "all", one that is taken out leaves the other loaded ones. */
  toggle(place: number): void {
    const row = this.rows()[place];
    if (row === undefined) return;
    const keys = new Set(this.all() ? this.keys(0, this.rows().length - 1) : this.selected());
    const key = this.trackBy()(row);
    if (!keys.delete(key)) keys.add(key);
    this.all.set(false);
    this.selected.set(keys);
  }

  /** From where extending began (`from` when it begins now) up to this row, in place of what it reached before. */
  extendTo(place: number, from: number): void {
    const start = (this.anchor ??= from);
    const keys = new Set(this.all() ? [] : this.selected());
    for (const key of this.keys(Math.min(start, from), Math.max(start, from))) keys.delete(key);
    for (const key of this.keys(Math.min(start, place), Math.max(start, place))) keys.add(key);
    this.all.set(false);
    this.selected.set(keys);
  }

  /** The next extending begins anew. */
  forget(): void {
    this.anchor = undefined;
  }

  private keys(first: number, last: number): unknown[] {
    const rows = this.rows().slice(first, last + 1);
    return rows.filter((row) => row !== undefined).map((row) => this.trackBy()(row));
  }
}
