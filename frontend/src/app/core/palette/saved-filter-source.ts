import { Injectable, inject } from '@angular/core';
import { type PaletteItem, type PaletteQuery, type PaletteSource, rankBy } from '../../ui/palette';
import { SavedFilters, addressOf } from '../saved-filters';
import { Session } from '../session';
import { Opener } from './opener';
import { GROUPS } from './palette-groups';

/** Filters of the fleet that somebody gave a name are places to go. */
@Injectable({ providedIn: 'root' })
export class SavedFilterSource implements PaletteSource {
  private readonly filters = inject(SavedFilters);
  private readonly session = inject(Session);
  private readonly opener = inject(Opener);

  async find({ mode, text }: PaletteQuery): Promise<readonly PaletteItem[]> {
    if (mode !== '' || text === '' || !this.session.shows('fleet:read')) return [];
    const found = await this.filters.fresh();
    const items = found.map((one): PaletteItem => ({
      id: `filter ${one.name}`,
      group: GROUPS.go,
      icon: 'list-filter',
      title: one.name,
      detail: one.q || undefined,
      run: (how) => this.opener.open(addressOf(one), how),
    }));
    return rankBy(text, items);
  }
}
