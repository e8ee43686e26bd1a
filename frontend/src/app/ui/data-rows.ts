import { type Signal, type WritableSignal, computed, signal } from '@angular/core';

/** What a drawn row has to know of its table. */
export interface DrawnRowSource<T> {
  readonly rows: Signal<readonly (T | undefined)[]>;
  readonly isSelected: (row: T | undefined) => boolean;
  readonly isCurrent: (row: T | undefined) => boolean;
  readonly active: { readonly row: Signal<number>; readonly column: Signal<number> };
}

/**
 * One row on the screen. Its elements stay when it leaves the view and show another row of the data then; as all it says
 * is in signals of its own, nothing but this row is looked at when they change.
 */
export class DrawnRow<T> {
  readonly place: WritableSignal<number>;
  /** Nothing as long as it is not loaded. */
  readonly row: Signal<T | undefined>;
  readonly isSelected: Signal<boolean>;
  readonly isCurrent: Signal<boolean>;
  /** Column of the active cell, if that is in this row; else -1. */
  readonly activeColumn: Signal<number>;

  constructor(source: DrawnRowSource<T>, place: number) {
    this.place = signal(place);
    this.row = computed(() => source.rows()[this.place()]);
    this.isSelected = computed(() => source.isSelected(this.row()));
    this.isCurrent = computed(() => source.isCurrent(this.row()));
    const { active } = source;
    this.activeColumn = computed(() => (active.row() === this.place() ? active.column() : -1));
  }
}

/** The drawn rows of a table: as many as are needed, and always the same ones. */
export class DrawnRows<T> {
  private readonly pool = signal<readonly DrawnRow<T>[]>([]);
  readonly all = this.pool.asReadonly();

  constructor(private readonly source: DrawnRowSource<T>) {}

  /** Rows that are at one of these places stay there; those that became free take the places that are new. */
  show(places: readonly number[]): void {
    const open = new Set(places);
    const pool = this.pool();
    const free = pool.filter((row) => !open.delete(row.place()));
    const kept = free.splice(0, open.size);
    const fresh = [...open];
    for (const row of kept) row.place.set(fresh.shift() as number);
    if (fresh.length === 0 && free.length === 0) return;
    const gone = new Set(free);
    const made = fresh.map((place) => new DrawnRow(this.source, place));
    this.pool.set([...pool.filter((row) => !gone.has(row)), ...made]);
  }
}

/**
 * Brings the elements of drawn rows back into the order of their places, as readers go through them. As few as possible
 * are moved, and never the one that has the focus: it would lose it.
 */
export function orderRows(ground: HTMLElement): void {
  const rows = [...ground.querySelectorAll<HTMLElement>(':scope > [aria-rowindex]')];
  const places = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
  const staying = new Set(inOrder(places, anchorOf(rows, places)).map((at) => rows[at]));
  const wanted = rows.map((row, at) => ({ row, place: places[at] as number }));
  wanted.sort((one, other) => one.place - other.place);
  let next: Node | null = rows.at(-1)?.nextSibling ?? null;
  for (const { row } of wanted.reverse()) {
    if (!staying.has(row)) ground.insertBefore(row, next);
    next = row;
  }
}

/** The row with the focus; else the first after the one break that scrolling leaves, or before it, where more follow. */
function anchorOf(rows: readonly HTMLElement[], places: readonly number[]): number {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  if (focused >= 0) return focused;
  const at = places.findIndex((place, index) => index > 0 && place < (places[index - 1] as number));
  return at > rows.length / 2 || at < 0 ? 0 : at;
}

/** Indices of a rising row of numbers that goes through the one at `anchor`. */
function inOrder(places: readonly number[], anchor: number): number[] {
  const found = [anchor];
  for (let at = anchor - 1; at >= 0; at--)
    if ((places[at] as number) < (places[found[0] as number] as number)) found.unshift(at);
  for (let at = anchor + 1; at < places.length; at++)
    if ((places[at] as number) > (places[found.at(-1) as number] as number)) found.push(at);
  return found;
}
