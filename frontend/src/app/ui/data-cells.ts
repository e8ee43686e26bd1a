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

/** The place of the row in which something is. */
export function rowAt(target: EventTarget | null): number | undefined {
  const line = target instanceof Element ? target.closest('.row[aria-rowindex]') : null;
  return line ? Number(line.getAttribute('aria-rowindex')) - 2 : undefined;
}

/** Whoever points at a text is told all of it where it is cut off, and since when where it is old. */
export function nameCut(target: EventTarget | null): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.cell.plain') : null;
  if (!cell) return;
  const old = cell.getAttribute('aria-description');
  if (old || cell.classList.contains('cut'))
    cell.title = [cell.textContent.trim(), old].filter(Boolean).join(' ');
  else cell.removeAttribute('title');
}

/** Signs of which none is wider than a letter of 14 px, and those of them that are wider than one of 9. */
const LATIN = /^[\x20-\x7E\u2009\u2013]*$/;
const BROAD = /[A-Zmw@%&]/g;
const NARROW_PX = 9;
const BROAD_PX = 14;

/** Whether a text of a cell may be wider than so many pixels; reckoned, because measuring makes the page wait. */
export function mayBeCut(text: string, room: number): boolean {
  if (!LATIN.test(text)) return true;
  if (text.length * BROAD_PX <= room) return false;
  const broad = text.match(BROAD)?.length ?? 0;
  return text.length * NARROW_PX + broad * (BROAD_PX - NARROW_PX) > room;
}

/** Where to scroll sideways so that a cell is seen, in pixels: what stays at the left covers what is behind it. */
export function leftFor(
  view: HTMLElement,
  cell: { readonly left: number; readonly width: number; readonly covered: number; readonly room: number },
): number {
  if (cell.left - cell.covered < view.scrollLeft) return Math.max(0, cell.left - cell.covered);
  return Math.max(view.scrollLeft, cell.left + cell.width - cell.room);
}
