import type { ChatCell } from '@legator/contracts';
import { fact } from '@legator/fleet';
import type { FactAnswer, FactColumn, FactRow } from '@legator/fleet';
import { agoText, cellOf, plain, titleOf } from './field-words.js';
import type { Table } from './reply.js';

/** Rows of hosts with what was asked of them; what a host told before it went silent is said to be old. */
export function factTable(
  { columns, rows, total }: Pick<FactAnswer, 'columns' | 'rows' | 'total'>,
  now: Date,
): Table {
  const withHosts = rows.some(({ probe }) => probe !== undefined);
  const measured = columns.some(({ field }) => field && 'measured' in fact(field));
  return {
    type: 'table',
    columns: [...(withHosts ? [{ title: 'Host', align: 'start' as const }] : []), ...columns.map(headOf)],
    rows: rows.map((row) => [
      ...(row.probe ? [hostCell(row.probe, measured, now)] : []),
      ...columns.map(({ field }, at) => cellOf(field, row.values[at] ?? null, now)),
    ]),
    more: Math.max(0, total - rows.length),
  };
}

function headOf({ field, name, kind }: FactColumn): Table['columns'][number] {
  const words = field ? titleOf(field) : 'Hosts';
  const [fn] = name.split(' ');
  const title = field && name !== field ? `${SUMS[fn!] ?? fn} ${words.toLowerCase()}` : words;
  return { title, align: ['text', 'texts', 'version', 'flag'].includes(kind) ? 'start' : 'end' };
}

const SUMS: Readonly<Record<string, string>> = {
  avg: 'Mean',
  sum: 'Total',
  median: 'Median',
  count: 'Number of',
};

export function hostCell(
  { id, hostname, status, fresh, measuredAt }: NonNullable<FactRow['probe']>,
  measured: boolean,
  now: Date,
): ChatCell {
  const old = measured && !fresh && measuredAt ? ` (told ${agoText(new Date(measuredAt), now)} ago)` : '';
  const tone =
    status === 'online' ? 'ok' : status === 'pending' ? undefined : status === 'offline' ? 'bad' : 'warn';
  return { text: `${plain(hostname) || id}${old}`, probe_id: id, ...(tone && tone !== 'ok' && { tone }) };
}
