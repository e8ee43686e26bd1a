import { DestroyRef, effect, inject } from '@angular/core';
import { Shortcuts, shortcut } from '../core/shortcuts';
import type { FleetPage } from './fleet-page';
import { BulkActions } from './list/bulk-actions';
import { FleetSelection } from './list/fleet-selection';

/** The keys of the fleet's page. Call it in its injection context. */
export function fleetKeys(page: FleetPage): void {
  shortcut('j', 'Next probe', () => page.panel().step(1));
  shortcut('k', 'Previous probe', () => page.panel().step(-1));
  shortcut('o', 'Open the probe', () => page.panel().openActive());
  shortcut('x', 'Select the probe', () => page.panel().selectActive());
  shortcut('/', 'Filter probes', () => page.panel().focusFilter());
  shortcut('v', 'Switch between list, table and sites', () => page.switchLayout());
  shortcut('F6', 'Next panel', () => page.nextPanel());
  shortcut('Escape', 'Clear the selection, then close the probe', () => page.leave());
  runOnSelection();
}

/** While something is selected, R is for all of it and not for the probe that is open: the newest of two keys works. */
function runOnSelection(): void {
  const [shortcuts, actions, selection] = [inject(Shortcuts), inject(BulkActions), inject(FleetSelection)];
  let end: (() => void) | undefined;
  effect(() => {
    end?.();
    end =
      actions.mayRun() && selection.count() > 0
        ? shortcuts.register({
            keys: 'r',
            description: 'Run a command on the selection',
            run: () => actions.run(),
          })
        : undefined;
  });
  inject(DestroyRef).onDestroy(() => end?.());
}
