import type { AuditEvent } from '../core/api/models';
import { visibleText } from '../ui/visible-text';
import { type TypeLook, lookOf } from './entry-look';

/** A line of the trail: a day that parts others, or an entry. */
export type TrailRow =
  | { readonly kind: 'day'; readonly id: string; readonly text: string }
  | {
      readonly kind: 'entry';
      readonly id: string;
      readonly entry: AuditEvent;
      readonly time: string;
      readonly summary: string;
      readonly actor: string;
      readonly look: TypeLook;
    };

export const isDay = (row: TrailRow): boolean => row.kind === 'day';

const made = new WeakMap<AuditEvent, TrailRow>();

/** Entries under their days of this browser's zone. */
export function trailRows(entries: readonly AuditEvent[], now: Date): readonly TrailRow[] {
  const rows: TrailRow[] = [];
  let last = '';
  for (const entry of entries) {
    const date = new Date(entry.timestamp);
    const day = date.toDateString();
    if (day !== last) rows.push({ kind: 'day', id: `day ${day}`, text: dayText(date, now) });
    last = day;
    rows.push(rowOf(entry));
  }
  return rows;
}

/** "Today", "Yesterday", else the date in full. */
export function dayText(date: Date, now: Date): string {
  const back = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toDateString();
  const full = date.toLocaleDateString(undefined, { dateStyle: 'full' });
  if (date.toDateString() === back(0)) return `Today · ${full}`;
  return date.toDateString() === back(1) ? `Yesterday · ${full}` : full;
}

function rowOf(entry: AuditEvent): TrailRow {
  const known = made.get(entry);
  if (known) return known;
  const row: TrailRow = {
    kind: 'entry',
    id: entry.id,
    entry,
    time: timeText(entry.timestamp),
    summary: visibleText(entry.summary || entry.type),
    actor: visibleText(entry.actor || entry.actor_id || 'system'),
    look: lookOf(entry),
  };
  made.set(entry, row);
  return row;
}

function timeText(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour12: false });
}
