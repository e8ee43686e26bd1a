import type { Signal } from '@angular/core';
import { copyText } from './copy-button';
import { type CellMenu, type DataColumn, cellText } from './data-column';
import { isForRow, stepTo } from './row-steps';

/** What the keys of a table may do with it. */
export interface KeyGround<T> {
  readonly rows: Signal<readonly (T | undefined)[]>;
  readonly count: Signal<number>;
  readonly columns: Signal<readonly DataColumn<T>[]>;
  readonly active: { readonly row: Signal<number>; readonly column: Signal<number> };
  /** Only where rows can be selected. */
  readonly selectable: Signal<boolean>;
  readonly selection: {
    toggle(place: number): void;
    extendTo(place: number, from: number): void;
    forget(): void;
  };
  /** How many rows a page is. */
  page(): number;
  goTo(row: number, column: number): void;
  open(): void;
  activeCell(): HTMLElement | null;
  askMenu(menu: CellMenu<T>): void;
}

/** Arrows, J, K, Page, Home and End move; Enter, O, X, Space, Ctrl C and the menu key act on the active cell. */
export class DataKeys<T> {
  constructor(private readonly ground: KeyGround<T>) {}

  pressed(event: KeyboardEvent): void {
    if (!isForRow(event)) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.askMenu();
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) this.copyCell();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (!this.moved(event) && !this.acted(event)) return;
    event.preventDefault();
  }

  private moved(event: KeyboardEvent): boolean {
    const { active, columns, selection } = this.ground;
    const [row, column] = [active.row(), active.column()];
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const to = column + (event.key === 'ArrowRight' ? 1 : -1);
      this.ground.goTo(row, Math.max(0, Math.min(columns().length - 1, to)));
      return true;
    }
    const to = stepTo(event, row, this.ground.count(), this.ground.page());
    if (to === undefined) return false;
    if (event.shiftKey && this.ground.selectable()) selection.extendTo(to, row);
    else selection.forget();
    this.ground.goTo(to, column);
    return true;
  }

  private acted(event: KeyboardEvent): boolean {
    if (event.key === 'Enter' || event.key === 'o') this.ground.open();
    else if ((event.key === 'x' || event.key === ' ') && this.ground.selectable())
      this.ground.selection.toggle(this.ground.active.row());
    else return false;
    return true;
  }

  private askMenu(): void {
    const [row, column] = this.activeOnes();
    const place = this.ground.activeCell()?.getBoundingClientRect();
    if (row !== undefined && column && place)
      this.ground.askMenu(menuOf(row, column, place.left + 8, place.bottom));
  }

  private copyCell(): void {
    const [row, column] = this.activeOnes();
    if (row !== undefined && column) void copyText(cellText(column, row));
  }

  private activeOnes(): [T | undefined, DataColumn<T> | undefined] {
    const { rows, columns, active } = this.ground;
    return [rows()[active.row()], columns()[active.column()]];
  }
}

/** What a menu of this cell offers, and where on the screen it belongs. */
export function menuOf<T>(row: T, column: DataColumn<T>, x: number, y: number): CellMenu<T> {
  return {
    row,
    key: column.key,
    cellText: cellText(column, row),
    rowJson: JSON.stringify(row, null, 2),
    x,
    y,
  };
}
