import { type ElementRef, type Signal, DestroyRef, afterNextRender, inject, signal } from '@angular/core';

/** Rows from `first` up to and without `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** The rows that a frame of this height shows at this place, with some more above and below. */
export function rowsInView(
  top: number,
  height: number,
  rowHeight: number,
  total: number,
  spare = 0,
): RowRange {
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const end = Math.min(total, Math.ceil((top + height) / rowHeight) + spare);
  return { first: Math.min(first, Math.max(0, total)), end: Math.max(end, 0) };
}

/** Ranges that show the same rows are equal, so that scrolling inside a row draws nothing. */
export function sameRange(one: RowRange, other: RowRange): boolean {
  return one.first === other.first && one.end === other.end;
}

/** Width and height of an element's inside, followed as they change. Before the first measure `fallback` holds. */
export function measured(
  element: Signal<ElementRef<HTMLElement>>,
  fallback = { width: 800, height: 600 },
): Signal<{ width: number; height: number }> {
  const size = signal(fallback, {
    equal: (one, other) => one.width === other.width && one.height === other.height,
  });
  const leaving = inject(DestroyRef);
  afterNextRender(() => {
    const { nativeElement } = element();
    const read = () => {
      const { clientWidth: width, clientHeight: height } = nativeElement;
      if (width && height) size.set({ width, height });
    };
    read();
    if (typeof ResizeObserver === 'undefined') return;
    const watch = new ResizeObserver(read);
    watch.observe(nativeElement);
    leaving.onDestroy(() => watch.disconnect());
  });
  return size.asReadonly();
}
