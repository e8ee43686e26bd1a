import { Injectable, inject } from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { Session } from '../../core/session';
import { Viewport } from '../../core/viewport';
import { copyText } from '../../ui/copy-button';
import { saveAs } from '../../ui/save-as';
import { Toasts } from '../../ui/toasts';
import { nameOf } from '../probe-order';
import type { ProbeAction } from './probe-actions';
import { ProbeRemoval } from './probe-removal';
import { WORDS } from './probe-words';

/** What can be done with a probe besides running something on it. */
@Injectable({ providedIn: 'root' })
export class ProbeMenu {
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  private readonly viewport = inject(Viewport);
  private readonly removal = inject(ProbeRemoval);

  /** @param change puts this into the query of the address, as a step that Back takes back */
  entries(
    probe: ProbeDetail,
    layout: string | undefined,
    change: (query: Readonly<Record<string, string | null>>) => void,
  ): readonly ProbeAction[] {
    const name = nameOf(probe);
    const { inventory } = probe;
    return [
      { id: 'copy-id', text: WORDS.copyId, icon: 'copy', run: () => this.copy(probe.id, WORDS.idCopied) },
      { id: 'copy-link', text: WORDS.copyLink, icon: 'link', run: () => this.copyLink() },
      ...(this.viewport.isSingle() ? [] : [layoutOf(layout, change)]),
      ...(inventory
        ? [
            {
              id: 'export',
              text: WORDS.exportInventory,
              icon: 'download' as const,
              run: () => saveAs(`${name}-inventory.json`, JSON.stringify(inventory, null, 2)),
            },
          ]
        : []),
      ...(this.session.may('fleet:write')
        ? [
            {
              id: 'remove',
              text: WORDS.remove,
              icon: 'trash-2' as const,
              tone: 'bad' as const,
              run: () => void this.removal.ask(probe.id, name),
            },
          ]
        : []),
    ];
  }

  private copyLink(): void {
    this.copy(location.href, WORDS.linkCopied);
  }

  private copy(text: string, done: string): void {
    void copyText(text).then((isCopied) =>
      isCopied ? this.toasts.done(done) : this.toasts.failed(WORDS.copyFailed),
    );
  }
}

function layoutOf(
  layout: string | undefined,
  change: (query: Readonly<Record<string, string | null>>) => void,
): ProbeAction {
  return layout === 'table'
    ? { id: 'beside', text: WORDS.besideList, icon: 'panel-left', run: () => change({ layout: null }) }
    : { id: 'full', text: WORDS.fullPage, icon: 'maximize-2', run: () => change({ layout: 'table' }) };
}
