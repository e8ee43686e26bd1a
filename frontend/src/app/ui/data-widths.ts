import { type ModelSignal, type Signal, computed } from '@angular/core';
import type { DataColumn } from './data-column';

const USUAL = 160;
const LEAST = 56;
const MOST = 960;
const TICK = 34;

/** How wide each column is, and changing that by dragging or by keys. */
export class DataWidths<T> {
  readonly template = computed(() => {
    const columns = this.columns().map((column) => `${this.of(column)}px`);
    // What is left over belongs to the last column, so that rows reach the edge.
    const last = columns.pop() ?? '';
    const tick = this.ticks() ? [`${TICK}px`] : [];
    return [...tick, ...columns, `minmax(${last}, 1fr)`].join(' ');
  });
  readonly total = computed(
    () => this.columns().reduce((sum, column) => sum + this.of(column), 0) + (this.ticks() ? TICK : 0),
  );
  private drag: { key: string; x: number; width: number } | undefined;

  constructor(
    private readonly columns: Signal<readonly DataColumn<T>[]>,
    private readonly widths: ModelSignal<Readonly<Record<string, number>>>,
    private readonly ticks: Signal<boolean>,
  ) {}

  of(column: DataColumn<T>): number {
    return this.widths()[column.key] ?? column.width ?? USUAL;
  }

  /** Where this column begins, without those before the first scrolled one taken off. */
  spanOf(place: number): { left: number; width: number } {
    const before = this.columns().slice(0, place);
    const column = this.columns()[place];
    const left = before.reduce((sum, one) => sum + this.of(one), this.ticks() ? TICK : 0);
    return { left: place === 0 ? 0 : left, width: column ? this.of(column) : 0 };
  }

  /** What stays in view at the left. */
  pinned(): number {
    const first = this.columns()[0];
    return (this.ticks() ? TICK : 0) + (first ? this.of(first) : 0);
  }

  change(column: DataColumn<T>, by: number): void {
    this.set(column.key, this.of(column) + by);
  }

  grab(event: PointerEvent, column: DataColumn<T>): void {
    if (event.button !== 0) return;
    this.drag = { key: column.key, x: event.clientX, width: this.of(column) };
    (event.target as HTMLElement).setPointerCapture?.(event.pointerId);
    event.preventDefault();
    event.stopPropagation();
  }

  move(event: PointerEvent): void {
    if (this.drag) this.set(this.drag.key, this.drag.width + event.clientX - this.drag.x);
  }

  drop(): void {
    this.drag = undefined;
  }

  /** Back to the width it was made with. */
  reset(column: DataColumn<T>): void {
    const rest: Record<string, number> = { ...this.widths() };
    delete rest[column.key];
    this.widths.set(rest);
  }

  private set(key: string, width: number): void {
    this.widths.set({ ...this.widths(), [key]: Math.round(Math.max(LEAST, Math.min(MOST, width))) });
  }
}
