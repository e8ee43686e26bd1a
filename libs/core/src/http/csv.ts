/** A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets a quote in front. */
export function csvCell(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Cells as one line of a file. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}
