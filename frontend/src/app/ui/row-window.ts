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

/** Rows drawn above and below what is seen. */
const AROUND = 8;

/** As many rows everywhere, so that scrolling makes none: what is seen from `first` on, with some around it. */
export function rowsToDraw(first: number, room: number, count: number): { from: number; to: number } {
  const size = Math.min(count, room + 2 * AROUND);
  const from = Math.max(0, Math.min(first - AROUND, count - size));
  return { from, to: from + size };
}

/** Their places, and the one of the active row, wherever it is. */
export function placesWith(active: number, from: number, to: number, count: number): number[] {
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  if (active < from && count > 0) places.unshift(active);
  else if (active >= to && active < count) places.push(active);
  return places;
}

/** Where to scroll so that a row is seen, in pixels; the last one with whatever room there is behind it. */
export function topFor(
  view: HTMLElement,
  place: { readonly row: number; readonly count: number; readonly rowHeight: number; readonly room: number },
): number {
  const top = place.row * place.rowHeight;
  if (place.row === place.count - 1) return view.scrollHeight;
  if (top < view.scrollTop) return top;
  return Math.max(view.scrollTop, top + place.rowHeight - place.room);
}
