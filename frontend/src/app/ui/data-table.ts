import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  contentChildren,
  effect,
  inject,
  input,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import {
  type CellMenu,
  DENSITIES,
  DataCell,
  type DataColumn,
  type DataSort,
  type Density,
  cellText,
} from './data-column';
import { ActiveCell } from './data-active';
import { type CellPlace, cellAt, leftFor, mayBeCut, nameCut, rowAt } from './data-cells';
import { DataKeys, menuOf } from './data-keys';
import { DrawnRows, orderRows } from './data-rows';
import { DataSelection } from './data-selection';
import { type RowRange, measured, placesWith, rowsInView, rowsToDraw, sameRange, topFor } from './row-window';
import { ShownColumns } from './shown-columns';
import { visibleText } from './visible-text';

/** The scrolling has come to rest. */
const RESTING_MS = 150;

/**
 * Rows and columns, as many rows as there are: a grid with one focused cell. Arrows, J, K, Page, Home and End move,
 * Enter or O opens the row, X or Space selects it, Shift extends, Ctrl C copies the cell. Headers sort; Shift with
 * left or right on a header, or dragging its edge, changes the width. The first column stays when scrolled sideways.
 */
@Component({
  selector: 'lg-data-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  templateUrl: './data-table.html',
  styleUrl: './data-table.css',
  host: { '[class.plain]': '!virtual()' },
})
export class DataTable<T> {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly DataColumn<T>[]>();
  /** Loaded rows by place; holes and a short end are rows that are not loaded yet. */
  readonly rows = input.required<readonly (T | undefined)[]>();
  readonly total = input<number>();
  readonly trackBy = input<(row: T) => unknown>((row) => row);
  /** Whether only the rows in view are drawn; a plain table is as high as its rows. */
  readonly virtual = input(true);
  readonly density = input<Density>('normal');
  readonly selectable = input(false);
  readonly current = input<unknown>();
  /** Names the row for its checkbox; else the text of its first cell. */
  readonly rowName = input<(row: T) => string>();

  /** Keys of the columns to show, in this order; nothing is all of them. */
  readonly visible = model<readonly string[] | undefined>();
  readonly widths = model<Readonly<Record<string, number>>>({});
  readonly sort = model<DataSort | undefined>();
  readonly selected = model<ReadonlySet<unknown>>(new Set());
  /** All that match are selected, also those that are not loaded. */
  readonly allSelected = model(false);
  readonly opened = output<T>();
  readonly menu = output<CellMenu<T>>();
  readonly range = output<RowRange>();

  private readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  private readonly ground = viewChild.required<ElementRef<HTMLElement>>('ground');
  readonly templates = contentChildren<DataCell<T>>(DataCell);
  protected readonly count = computed(() => this.total() ?? this.rows().length);
  protected readonly rowHeight = computed(() => DENSITIES[this.density()]);
  private readonly columnsShown = new ShownColumns<T>(this);
  protected readonly shown = this.columnsShown.all;
  protected readonly drawnColumns = this.columnsShown.drawn;
  protected readonly sizes = this.columnsShown.sizes;
  protected readonly selection = new DataSelection<T>(
    this.rows,
    this.trackBy,
    this.selected,
    this.allSelected,
  );

  private readonly size = measured(this.view);
  private readonly top = signal(0);
  /** Cells stay at the left only where there is something to scroll: each costs a layer of its own. */
  protected readonly isWide = computed(() => this.sizes.total() > this.size().width);
  protected readonly active = new ActiveCell<T>(
    this.rows,
    this.count,
    () => this.shown().length,
    this.trackBy,
  );
  private readonly wantsFocus = signal(0);

  private readonly window = computed(
    () => {
      if (!this.virtual()) return { first: 0, end: this.count() };
      const room = this.size().height - this.rowHeight();
      return rowsInView(this.top(), room, this.rowHeight(), this.count());
    },
    { equal: sameRange },
  );
  /** As many everywhere, so that scrolling makes no rows; and the active one, wherever it is. */
  private readonly places = computed(() => {
    const count = this.count();
    const room = Math.ceil(this.size().height / this.rowHeight());
    const all = { from: 0, to: count };
    const { from, to } = this.virtual() ? rowsToDraw(this.window().first, room, count) : all;
    return placesWith(this.active.row(), from, to, count);
  });
  protected readonly drawn = new DrawnRows<T>({
    rows: this.rows,
    isSelected: (row) => this.selection.has(row),
    isCurrent: (row) => this.isCurrent(row),
    active: this.active,
  });
  private readonly keys = new DataKeys<T>({
    rows: this.rows,
    count: this.count,
    columns: this.shown,
    active: this.active,
    selectable: this.selectable,
    selection: this.selection,
    page: () => Math.max(1, Math.floor(this.size().height / this.rowHeight()) - 2),
    goTo: (row, column) => this.goTo(row, column),
    open: () => this.open(),
    activeCell: () => this.activeCell(),
    askMenu: (menu) => this.menu.emit(menu),
  });
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const seen = this.window();
      untracked(() => this.range.emit(seen));
    });
    effect(() => {
      const places = this.places();
      untracked(() => this.drawn.show(places));
      this.restSoon();
    });
    afterRenderEffect(() => {
      if (this.wantsFocus() > 0) this.activeCell()?.focus({ preventScroll: true });
    });
    afterRenderEffect(() => this.followFocus(this.active.row()));
    this.listen();
  }

  /** Puts the focus on the active cell. */
  focus(): void {
    this.wantsFocus.update((times) => times + 1);
  }

  /** Moves the active row by so many, as J and K do; for keys that a page takes for its table. */
  step(by: number): void {
    this.goTo(Math.max(0, Math.min(this.count() - 1, this.active.row() + by)), this.active.column());
  }

  /** Opens the active row, as Enter does. */
  openActive(): void {
    this.open();
  }

  /** Selects the active row or not any more, as X does. */
  toggleActive(): void {
    this.selection.toggle(this.active.row());
  }

  protected readonly isCut = mayBeCut;

  protected text(column: DataColumn<T>, row: T): string {
    return visibleText(cellText(column, row));
  }

  protected nameOf(row: T): string {
    const first = this.columns()[0];
    return this.rowName()?.(row) ?? (first ? cellText(first, row) : 'row');
  }

  protected isCurrent(row: T | undefined): boolean {
    return row !== undefined && this.current() !== undefined && this.trackBy()(row) === this.current();
  }

  protected sorted(column: DataColumn<T>): 'ascending' | 'descending' | 'none' | null {
    if (!column.sortable) return null;
    return this.sort()?.key === column.key ? (this.sort()?.direction ?? 'none') : 'none';
  }

  protected sortBy(column: DataColumn<T>): void {
    const isUp = this.sorted(column) === 'ascending';
    this.sort.set({ key: column.key, direction: isUp ? 'descending' : 'ascending' });
  }

  protected focused(event: Event): void {
    const at = this.placeOf(event);
    if (at) return this.active.set(at.row, at.column);
    // A checkbox with the focus must not come to stand for another row either.
    const row = rowAt(event.target);
    if (row !== undefined) this.active.set(row, this.active.column());
  }

  protected clicked(event: MouseEvent): void {
    const at = this.placeOf(event);
    if (!at) return;
    this.active.set(at.row, at.column);
    const place = at.row;
    if (event.shiftKey) this.selection.extendTo(place, place);
    else if (event.ctrlKey || event.metaKey) this.selection.toggle(place);
    else this.open();
  }

  protected headerPressed(event: KeyboardEvent, column: DataColumn<T>): void {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    this.sizes.change(column, event.key === 'ArrowLeft' ? -16 : 16);
  }

  protected pressed(event: KeyboardEvent): void {
    this.keys.pressed(event);
  }

  protected askMenu(event: MouseEvent): void {
    const at = this.placeOf(event);
    const row = at && this.rows()[at.row];
    const column = at && this.shown()[at.column];
    if (row === undefined || !column) return;
    event.preventDefault();
    this.menu.emit(menuOf(row, column, event.clientX, event.clientY));
  }

  private placeOf(event: Event): CellPlace | undefined {
    return cellAt(event.target, this.selectable());
  }

  private open(): void {
    const row = this.rows()[this.active.row()];
    if (row !== undefined) this.opened.emit(row);
  }

  private goTo(row: number, column: number): void {
    this.active.set(row, column);
    this.reveal(row, column);
    this.focus();
  }

  private reveal(row: number, column: number): void {
    const view = this.view().nativeElement;
    const [rowHeight, { width, height }] = [this.rowHeight(), this.size()];
    view.scrollTop = topFor(view, { row, count: this.count(), rowHeight, room: height - rowHeight });
    const covered = column === 0 ? 0 : this.sizes.pinned();
    view.scrollLeft = leftFor(view, { ...this.sizes.spanOf(column), covered, room: width });
    this.scrolled();
  }

  private activeCell(): HTMLElement | null {
    return this.view().nativeElement.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
  }

  /** Heard outside of the template: what listens there has all parents looked through each time. */
  private listen(): void {
    const leaving = inject(DestroyRef);
    leaving.onDestroy(() => clearTimeout(this.resting));
    afterNextRender(() => {
      const view = this.view().nativeElement;
      view.addEventListener('scroll', () => this.scrolled(), { passive: true });
      view.addEventListener('pointerover', ({ target }) => nameCut(target), { passive: true });
    });
  }

  private scrolled(): void {
    this.top.set(this.view().nativeElement.scrollTop);
  }

  private restSoon(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => orderRows(this.ground().nativeElement), RESTING_MS);
  }

  /** When the order changed under it, the focus goes with its row. */
  private followFocus(place: number): void {
    const row = rowAt(document.activeElement);
    const isHere = this.ground().nativeElement.contains(document.activeElement);
    if (isHere && row !== place) this.activeCell()?.focus({ preventScroll: true });
  }
}
