import { Injectable, inject } from '@angular/core';
import { type PaletteItem, type PaletteQuery, type PaletteSource, rankBy } from '../../ui/palette';
import { PageActions } from '../page-actions';
import { Selection } from '../selection';
import { Session } from '../session';
import { Verbs } from '../verbs';
import { GROUPS, detailOf } from './palette-groups';

/** What can be done: on this page first, then anywhere. Says what somebody else has to approve. */
@Injectable({ providedIn: 'root' })
export class VerbSource implements PaletteSource {
  private readonly verbs = inject(Verbs);
  private readonly actions = inject(PageActions);
  private readonly selection = inject(Selection);
  private readonly session = inject(Session);

  find({ mode, text, context }: PaletteQuery): readonly PaletteItem[] {
    if (mode !== '' && mode !== '>') return [];
    const onPage = this.onPage(context);
    // What the page offers itself is not offered a second time.
    const known = new Set(onPage.map(({ title }) => title));
    const anywhere = this.anywhere().filter(({ title }) => !known.has(title));
    return [...rankBy(text, onPage), ...rankBy(text, anywhere)];
  }

  /** Without its chip, the thing at hand is left alone. */
  private onPage(context: string | undefined): PaletteItem[] {
    const selected = this.selection.current();
    const isLeftAlone = selected !== undefined && context === undefined;
    const actions = this.actions.all().filter(({ isOfSelected }) => !(isLeftAlone && isOfSelected));
    return actions.map((action) => ({
      id: `page ${action.id}`,
      group: selected && action.isOfSelected ? GROUPS.probe : GROUPS.page,
      icon: action.icon,
      title: action.text,
      detail: detailOf(action),
      keys: action.keys,
      run: () => action.run(),
    }));
  }

  private anywhere(): PaletteItem[] {
    return this.verbs
      .all()
      .filter(({ permission }) => permission === undefined || this.session.may(permission))
      .map((verb) => ({
        id: `do ${verb.id}`,
        group: GROUPS.do,
        icon: verb.icon,
        title: verb.text,
        detail: detailOf(verb),
        keys: verb.keys,
        run: () => verb.run(),
      }));
  }
}
