import type { DataColumn } from '../../ui/data-column';
import type { PartRow } from './inventory-parts';

/**
 * A table for a spreadsheet. A cell that a spreadsheet would take for a formula gets an apostrophe: names on a host are
 * chosen by whoever can write there.
 */
export function asCsv(columns: readonly DataColumn<PartRow>[], rows: readonly PartRow[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(String(column.cell(row) ?? ''))).join(','));
  return [columns.map(({ header }) => cell(header)).join(','), ...lines].join('\r\n') + '\r\n';
}

/** The things themselves, as the probe told of them. */
export function asJson(rows: readonly PartRow[]): string {
  return `${JSON.stringify(
    rows.map(({ source }) => source),
    null,
    2,
  )}\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
