import { computed, inject } from '@angular/core';
import { type PageAction, PageActions } from '../core/page-actions';
import { Session } from '../core/session';
import { FleetAddress } from './fleet-address';
import type { FleetPage } from './fleet-page';
import type { BulkActions } from './list/bulk-actions';
import type { FleetSelection } from './list/fleet-selection';
import { BULK, WORDS } from './list/fleet-words';

/** What the palette offers on the fleet's page, and the main action of a phone. Call it in its injection context. */
export function fleetActions(page: FleetPage, bulk: BulkActions, selection: FleetSelection): void {
  const session = inject(Session);
  const address = inject(FleetAddress);
  const add = computed<readonly PageAction[]>(() =>
    page.isOpen() || !session.may('fleet:write')
      ? []
      : [
          {
            id: 'add',
            text: WORDS.addProbe,
            icon: 'plus',
            isMain: true,
            run: () => address.addProbe(),
          },
        ],
  );
  const selected = computed<readonly PageAction[]>(() => {
    const count = selection.count();
    if (count === 0) return [];
    const hint = BULK.count(count);
    return [
      ...(bulk.mayRun()
        ? [{ id: 'run', text: BULK.run, icon: 'terminal', hint, keys: ['R'], run: () => bulk.run() } as const]
        : []),
      ...(bulk.mayWrite()
        ? [
            { id: 'tag', text: BULK.tag, icon: 'tag', hint, run: () => void bulk.tag() } as const,
            { id: 'site', text: BULK.site, icon: 'map-pin', hint, run: () => void bulk.site() } as const,
            {
              id: 'remove',
              text: BULK.remove,
              icon: 'trash-2',
              hint,
              run: () => void bulk.remove(),
            } as const,
          ]
        : []),
      { id: 'unselect', text: BULK.clear, icon: 'x', hint, run: () => selection.clear() },
    ];
  });
  const view = computed<readonly PageAction[]>(() => [
    { id: 'select-all', text: WORDS.selectAll, icon: 'list-checks', run: () => selection.chooseAll() },
    // A phone has these in its sheet alone.
    ...(page.choice() === undefined ? [] : menuActions(page, session.may('fleet:write'))),
  ]);
  const offered = computed(() => [...add(), ...selected(), ...view()]);
  inject(PageActions).offer(offered);
}

function menuActions(page: FleetPage, mayWrite: boolean): readonly PageAction[] {
  const menu = () => page.panel().menu();
  const save: PageAction = { id: 'save', text: WORDS.save, icon: 'save', run: () => void menu()?.save() };
  return [
    ...(mayWrite ? [save] : []),
    { id: 'share', text: WORDS.share, icon: 'link', run: () => void menu()?.share() },
    { id: 'csv', text: WORDS.export, icon: 'download', run: () => menu()?.download() },
    { id: 'layout', text: WORDS.layout, icon: 'table', keys: ['V'], run: () => page.switchLayout() },
  ];
}
