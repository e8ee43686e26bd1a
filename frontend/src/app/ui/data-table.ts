import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  contentChildren,
  effect,
  input,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { copyText } from './copy-button';
import {
  type CellMenu,
  DENSITIES,
  DataCell,
  type DataColumn,
  type DataSort,
  type Density,
  cellText,
} from './data-column';
import { DataSelection } from './data-selection';
import { DataWidths } from './data-widths';
import { isForRow, stepTo } from './row-steps';
import { type RowRange, measured, rowsInView, sameRange } from './row-window';
import { visibleText } from './visible-text';

const SPARE = 8;

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

  protected readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  private readonly templates = contentChildren<DataCell<T>>(DataCell);
  protected readonly count = computed(() => this.total() ?? this.rows().length);
  protected readonly rowHeight = computed(() => DENSITIES[this.density()]);
  protected readonly shown = computed(() => {
    const wanted = this.visible();
    const all = this.columns();
    if (!wanted) return all;
    const chosen = wanted
      .map((key) => all.find((column) => column.key === key))
      .filter((column) => column !== undefined);
    return chosen.length > 0 ? chosen : all.slice(0, 1);
  });
  protected readonly cells = computed(
    () => new Map(this.templates().map((cell) => [cell.lgCell(), cell.template] as const)),
  );
  protected readonly sizes = new DataWidths(this.shown, this.widths, this.selectable);
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
  protected readonly active = signal({ row: 0, column: 0 });
  protected readonly activeRow = computed(() => Math.max(0, Math.min(this.active().row, this.count() - 1)));
  protected readonly activeColumn = computed(() => Math.min(this.active().column, this.shown().length - 1));
  private readonly wantsFocus = signal(0);

  private readonly window = computed(
    () => {
      if (!this.virtual()) return { first: 0, end: this.count() };
      const room = this.size().height - this.rowHeight();
      return rowsInView(this.top(), room, this.rowHeight(), this.count());
    },
    { equal: sameRange },
  );
  protected readonly places = computed(() => {
    const { first, end } = this.window();
    const from = Math.max(0, first - SPARE);
    const to = Math.min(this.count(), end + SPARE);
    const places = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
    const active = this.activeRow();
    if (active < this.count() && active < from) places.unshift(active);
    else if (active < this.count() && active >= to) places.push(active);
    return places;
  });

  constructor() {
    effect(() => {
      const seen = this.window();
      untracked(() => this.range.emit(seen));
    });
    afterRenderEffect(() => {
      if (this.wantsFocus() > 0) this.activeCell()?.focus({ preventScroll: true });
    });
  }

  /** Puts the focus on the active cell. */
  focus(): void {
    this.wantsFocus.update((times) => times + 1);
  }

  protected keyOf(row: T | undefined, place: number): unknown {
    return row === undefined ? place : this.trackBy()(row);
  }

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

  protected scrolled(): void {
    this.top.set(this.view().nativeElement.scrollTop);
  }

  protected clicked(place: number, column: number, event: MouseEvent): void {
    this.active.set({ row: place, column });
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
    if (!isForRow(event)) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.askMenuByKey();
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) this.copyCell();
    else if (!this.moved(event) && !this.acted(event)) return;
    event.preventDefault();
  }

  protected askMenu(event: MouseEvent, place: number, column: DataColumn<T>): void {
    const row = this.rows()[place];
    if (row === undefined) return;
    event.preventDefault();
    this.emitMenu(row, column, event.clientX, event.clientY);
  }

  private askMenuByKey(): void {
    const row = this.rows()[this.activeRow()];
    const column = this.shown()[this.activeColumn()];
    const place = this.activeCell()?.getBoundingClientRect();
    if (row !== undefined && column && place) this.emitMenu(row, column, place.left + 8, place.bottom);
  }

  private emitMenu(row: T, column: DataColumn<T>, x: number, y: number): void {
    const rowJson = JSON.stringify(row, null, 2);
    this.menu.emit({ row, key: column.key, cellText: cellText(column, row), rowJson, x, y });
  }

  private copyCell(): void {
    const row = this.rows()[this.activeRow()];
    const column = this.shown()[this.activeColumn()];
    if (row !== undefined && column) void copyText(cellText(column, row));
  }

  private moved(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { row, column } = { row: this.activeRow(), column: this.activeColumn() };
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const to = column + (event.key === 'ArrowRight' ? 1 : -1);
      this.goTo(row, Math.max(0, Math.min(this.shown().length - 1, to)));
      return true;
    }
    const page = Math.max(1, Math.floor(this.size().height / this.rowHeight()) - 2);
    const to = stepTo(event, row, this.count(), page);
    if (to === undefined) return false;
    if (event.shiftKey && this.selectable()) this.selection.extendTo(to, row);
    else this.selection.forget();
    this.goTo(to, column);
    return true;
  }

  private acted(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Enter' || event.key === 'o') this.open();
    else if ((event.key === 'x' || event.key === ' ') && this.selectable())
      this.selection.toggle(this.activeRow());
    else return false;
    return true;
  }

  private open(): void {
    const row = this.rows()[this.activeRow()];
    if (row !== undefined) this.opened.emit(row);
  }

  private goTo(row: number, column: number): void {
    this.active.set({ row, column });
    this.reveal(row, column);
    this.focus();
  }

  /** The header covers the top, the first column the left: what is behind them is not in view. */
  private reveal(row: number, column: number): void {
    const view = this.view().nativeElement;
    const height = this.rowHeight();
    const room = this.size().height - height;
    if (row * height < view.scrollTop) view.scrollTop = row * height;
    else if ((row + 1) * height > view.scrollTop + room) view.scrollTop = (row + 1) * height - room;
    const { left, width } = this.sizes.spanOf(column);
    const covered = column === 0 ? 0 : this.sizes.pinned();
    if (left - covered < view.scrollLeft) view.scrollLeft = Math.max(0, left - covered);
    else if (left + width > view.scrollLeft + this.size().width)
      view.scrollLeft = left + width - this.size().width;
    this.scrolled();
  }

  private activeCell(): HTMLElement | null {
    return this.view().nativeElement.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
  }
}
