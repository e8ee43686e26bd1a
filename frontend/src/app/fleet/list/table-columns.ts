import { Injectable, computed } from '@angular/core';
import { kept } from '../../core/kept';

/** Host first: it stays in sight when one scrolls sideways. What the columns say is loaded with the table. */
export const COLUMN_NAMES = [
  ['host', 'Host'],
  ['status', 'Status'],
  ['system', 'System'],
  ['site', 'Site'],
  ['tags', 'Tags'],
  ['health', 'Health'],
  ['cpu', 'CPU'],
  ['memory', 'Memory'],
  ['disk', 'Disk'],
  ['policy', 'Policy'],
  ['version', 'Version'],
  ['seen', 'Last seen'],
] as const;
export type ColumnKey = (typeof COLUMN_NAMES)[number][0];

const KEYS: readonly string[] = COLUMN_NAMES.map(([key]) => key);

/** Which columns this person wants in the table. The host is always there. */
@Injectable({ providedIn: 'root' })
export class TableColumns {
  private readonly kept = kept<readonly string[]>('fleet-columns', KEYS, areKeys);

  /** In their order, whatever order they were chosen in. */
  readonly visible = computed(() => KEYS.filter((key) => key === 'host' || this.kept.value().includes(key)));
  readonly choices = COLUMN_NAMES.slice(1).map(([key, header]) => ({ key, header }));

  isShown(key: string): boolean {
    return this.visible().includes(key);
  }

  toggle(key: string): void {
    const isShown = this.isShown(key);
    this.kept.set(KEYS.filter((one) => (one === key ? !isShown : this.isShown(one))));
  }
}

function areKeys(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((one) => KEYS.includes(one as string));
}
