import type { DataColumn } from './data-column';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The classes of all cells of one column; `isDrawn` by a template of its own. */
export function cellClasses<T>(
  { align, mono }: DataColumn<T>,
  at: number,
  isDrawn: boolean,
  hasTicks: boolean,
): string {
  return [
    'cell',
    isDrawn ? 'drawn' : 'plain',
    ...(at === 0 ? ['pinned'] : []),
    ...(at === 0 && hasTicks ? ['after-tick'] : []),
    ...(align === 'end' ? ['end', 'num'] : []),
    ...(mono ? ['mono'] : []),
  ].join(' ');
}

/** The cell of a table's body in which something happened, unless it is a checkbox's: one listener serves them all. */
export function cellAt(target: EventTarget | null, hasTicks: boolean): CellPlace | undefined {
  const cell = target instanceof Element ? target.closest('[role="gridcell"].cell') : null;
  const line = cell?.parentElement;
  if (!cell || !line) return undefined;
  const column = [...line.children].indexOf(cell) - (hasTicks ? 1 : 0);
  return { row: Number(line.getAttribute('aria-rowindex')) - 2, column };
}
