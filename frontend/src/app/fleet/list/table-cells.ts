import type { DataColumn } from '../../ui/data-column';
import { momentText } from '../../ui/time-text';
import { WORDS } from './fleet-words';
import type { RowState } from './row-state';
import { shortAge } from './row-words';
import { COLUMN_NAMES, type ColumnKey } from './table-columns';

type Cells = Omit<DataColumn<RowState>, 'key' | 'header'>;

const percent = (value: number | undefined) =>
  value === undefined ? undefined : `${Math.round(value)}\u2009%`;

/** What a host said last, before it went silent. */
const asOf = (row: RowState) => {
  const { status, vitals_at: at, last_seen: seen } = row.view();
  const said = at ?? seen;
  return status === 'offline' && said ? WORDS.valueAsOf(momentText(said)) : undefined;
};

/** @param now milliseconds, read as a signal, so that ages tick */
export function fleetColumns(now: () => number): readonly DataColumn<RowState>[] {
  const cells: Readonly<Record<ColumnKey, Cells>> = {
    host: { width: 178, sortable: true, cell: (row) => row.words().host },
    status: {
      width: 144,
      sortable: true,
      cell: ({ words }) => [words().status, words().waits].filter(Boolean).join(' · '),
    },
    system: { width: 118, cell: (row) => row.words().system },
    site: { width: 112, cell: (row) => row.view().site },
    tags: { width: 124, cell: (row) => row.words().tags },
    health: { width: 80, align: 'end', sortable: true, cell: (row) => row.words().score },
    cpu: {
      width: 68,
      align: 'end',
      sortable: true,
      cell: (row) => percent(row.view().cpu_percent),
      old: asOf,
    },
    memory: {
      width: 88,
      align: 'end',
      sortable: true,
      cell: (row) => percent(row.view().memory_percent),
      old: asOf,
    },
    disk: {
      width: 68,
      align: 'end',
      sortable: true,
      cell: (row) => percent(row.view().disk_percent),
      old: asOf,
    },
    policy: { width: 96, cell: (row) => row.view().policy_level },
    version: { width: 76, mono: true, cell: (row) => row.view().version },
    seen: { width: 88, align: 'end', sortable: true, cell: (row) => shortAge(row.view().last_seen, now()) },
  };
  return COLUMN_NAMES.map(([key, header]) => ({ key, header, ...cells[key] }));
}
