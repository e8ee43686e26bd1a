import { Injectable, computed } from '@angular/core';
import { kept } from '../../core/kept';
import type { DataColumn } from '../../ui/data-column';
import type { RowState } from './row-state';
import { shortAge } from './row-words';

type Column = DataColumn<RowState>;

const percent = (value: number | undefined) =>
  value === undefined ? undefined : `${Math.round(value)}\u2009%`;

/** Host first: it stays in sight when one scrolls sideways. */
const FIXED: readonly Column[] = [
  { key: 'host', header: 'Host', width: 190, sortable: true, cell: (row) => row.words().host },
  { key: 'status', header: 'Status', width: 92, sortable: true, cell: (row) => row.words().status },
  { key: 'system', header: 'System', width: 130, cell: (row) => row.words().system },
  { key: 'site', header: 'Site', width: 64, cell: (row) => row.view().site },
  { key: 'tags', header: 'Tags', width: 144, cell: (row) => row.words().tags },
  {
    key: 'health',
    header: 'Health',
    width: 80,
    align: 'end',
    sortable: true,
    cell: (row) => row.words().score,
  },
  {
    key: 'cpu',
    header: 'CPU',
    width: 68,
    align: 'end',
    sortable: true,
    cell: (row) => percent(row.view().cpu_percent),
  },
  {
    key: 'memory',
    header: 'Memory',
    width: 96,
    align: 'end',
    sortable: true,
    cell: (row) => percent(row.view().memory_percent),
  },
  {
    key: 'disk',
    header: 'Disk',
    width: 68,
    align: 'end',
    sortable: true,
    cell: (row) => percent(row.view().disk_percent),
  },
  { key: 'policy', header: 'Policy', width: 96, cell: (row) => row.view().policy_level },
  { key: 'version', header: 'Version', width: 76, mono: true, cell: (row) => row.view().version },
];
const KEYS: readonly string[] = [...FIXED.map(({ key }) => key), 'seen'];

/** Which columns this person wants in the table. The host is always there. */
@Injectable({ providedIn: 'root' })
export class TableColumns {
  private readonly kept = kept<readonly string[]>('fleet-columns', KEYS, areKeys);

  /** In their order, whatever order they were chosen in. */
  readonly visible = computed(() => KEYS.filter((key) => key === 'host' || this.kept.value().includes(key)));
  readonly choices = [
    ...FIXED.slice(1).map(({ key, header }) => ({ key, header })),
    { key: 'seen', header: 'Last seen' },
  ];

  isShown(key: string): boolean {
    return this.visible().includes(key);
  }

  toggle(key: string): void {
    const isShown = this.isShown(key);
    this.kept.set(KEYS.filter((one) => (one === key ? !isShown : this.isShown(one))));
  }

  /** @param now milliseconds, read as a signal, so that ages tick */
  make(now: () => number): readonly Column[] {
    const seen = (row: RowState) => shortAge(row.view().last_seen, now());
    return [
      ...FIXED,
      { key: 'seen', header: 'Last seen', width: 88, align: 'end', sortable: true, cell: seen },
    ];
  }
}

function areKeys(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((one) => KEYS.includes(one as string));
}
