import { Directive, TemplateRef, inject, input } from '@angular/core';

/** One column of a `DataTable`. */
export interface DataColumn<T> {
  readonly key: string;
  readonly header: string;
  /** Pixels; 160 when not given. */
  readonly width?: number;
  readonly align?: 'start' | 'end';
  readonly mono?: boolean;
  readonly sortable?: boolean;
  /** What the cell says: drawn unless there is a template for this key, and what is copied. Nothing is an en dash. */
  readonly cell: (row: T) => string | number | null | undefined;
  /** Where the value is no longer how it is, since when: "as of 06:32". It is quiet then, and this is its description. */
  readonly old?: (row: T) => string | undefined;
}

export interface DataSort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

/** A cell for which a menu was asked, with what can be copied and where the menu belongs. */
export interface CellMenu<T> {
  readonly row: T;
  readonly key: string;
  readonly cellText: string;
  readonly rowJson: string;
  readonly x: number;
  readonly y: number;
}

export const DENSITIES = { compact: 30, normal: 36, roomy: 44 } as const;
export type Density = keyof typeof DENSITIES;

export interface DataCellContext<T> {
  readonly $implicit: T;
  readonly text: string;
}

/** The drawing of the cells of one column: `<ng-template lgCell="host" [lgCellOf]="rows()" let-row let-text="text">`. */
@Directive({ selector: 'ng-template[lgCell]' })
export class DataCell<T> {
  readonly lgCell = input.required<string>();
  /** Only gives the row its type. */
  readonly lgCellOf = input<readonly (T | undefined)[]>();
  readonly template = inject<TemplateRef<DataCellContext<T>>>(TemplateRef);

  static ngTemplateContextGuard<T>(_cell: DataCell<T>, context: unknown): context is DataCellContext<T> {
    return Boolean(context);
  }
}

/** The text of a cell; an en dash where there is nothing. */
export function cellText<T>(column: DataColumn<T>, row: T): string {
  const said = column.cell(row);
  return said === null || said === undefined || said === '' ? '–' : String(said);
}
