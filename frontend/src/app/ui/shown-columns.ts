import { type ModelSignal, type Signal, computed } from '@angular/core';
import { cellClasses } from './data-cells';
import type { DataCell, DataColumn } from './data-column';
import { DataWidths } from './data-widths';

/** Of a cell, both sides. */
const PADDING = 24;

/** What a table has been given about its columns. */
export interface ColumnSource<T> {
  readonly columns: Signal<readonly DataColumn<T>[]>;
  readonly visible: Signal<readonly string[] | undefined>;
  readonly widths: ModelSignal<Readonly<Record<string, number>>>;
  readonly templates: Signal<readonly DataCell<T>[]>;
  readonly selectable: Signal<boolean>;
}

/** The columns that are shown, in their order, and how each is drawn. */
export class ShownColumns<T> {
  readonly all: Signal<readonly DataColumn<T>[]>;
  readonly sizes: DataWidths<T>;
  private readonly cells: Signal<ReadonlyMap<string, DataCell<T>['template']>>;

  constructor(private readonly source: ColumnSource<T>) {
    this.all = computed(() => chosenOf(source.columns(), source.visible()));
    this.cells = computed(
      () => new Map(source.templates().map((cell) => [cell.lgCell(), cell.template] as const)),
    );
    this.sizes = new DataWidths(this.all, source.widths, source.selectable);
  }

  /** What is the same in all cells of a column, worked out once and not in every row. */
  readonly drawn = computed(() =>
    this.all().map((column, at) => ({
      column,
      key: column.key,
      template: this.cells().get(column.key),
      look: cellClasses(column, at, this.cells().has(column.key), this.source.selectable()),
      room: this.sizes.of(column) - PADDING,
    })),
  );
}

/** Never none: what nobody chose from is shown with its first column. */
function chosenOf<T>(
  all: readonly DataColumn<T>[],
  wanted: readonly string[] | undefined,
): readonly DataColumn<T>[] {
  if (!wanted) return all;
  const chosen = wanted
    .map((key) => all.find((column) => column.key === key))
    .filter((column) => column !== undefined);
  return chosen.length > 0 ? chosen : all.slice(0, 1);
}
