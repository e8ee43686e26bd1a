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
    return [...rankBy(text, this.onPage(context)), ...rankBy(text, this.anywhere())];
  }

  /** Without its chip, the thing at hand is left alone. */
  private onPage(context: string | undefined): PaletteItem[] {
    const selected = this.selection.current();
    if (selected && context === undefined) return [];
    return this.actions.all().map((action) => ({
      id: `page ${action.id}`,
      group: selected ? GROUPS.probe : GROUPS.page,
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
