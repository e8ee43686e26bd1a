import { effect, inject, untracked, type Signal } from '@angular/core';
import { FleetAddress } from './fleet-address';
import { FleetSelection } from './list/fleet-selection';

/** So many fit into an address that people pass on. */
export const MOST_IN_ADDRESS = 50;
const ALL = 'all';
/** What an id may look like; the rest of a mistyped address selects nothing. */
const ID = /^[\w-]{1,64}$/;

/**
 * Keeps the selection in the address: ids, or "all" that match. An address that was opened selects what it says; from
 * then on it follows what is selected. More than fit are not in it. Call it in an injection context.
 */
export function selectionInAddress(sel: Signal<string | undefined>): void {
  const [address, selection] = [inject(FleetAddress), inject(FleetSelection)];
  let isRead = false;
  effect(() => {
    const now = sel();
    if (!isRead && now) untracked(() => select(selection, now));
    isRead = true;
    const text = textOf(selection);
    if (text !== (now ?? '')) untracked(() => address.change({ sel: text || null }));
  });
}

function select(selection: FleetSelection, text: string): void {
  if (text === ALL) return selection.chooseAll();
  const ids = text.split(',').filter((id) => ID.test(id));
  selection.choose(new Set(ids.slice(0, MOST_IN_ADDRESS)));
}

function textOf(selection: FleetSelection): string {
  if (selection.isAll()) return ALL;
  const ids = selection.picked();
  return ids.size > MOST_IN_ADDRESS ? '' : [...ids].join(',');
}
