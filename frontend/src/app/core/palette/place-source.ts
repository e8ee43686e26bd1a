import { Injectable, inject } from '@angular/core';
import { type PaletteItem, type PaletteQuery, type PaletteSource, rankBy } from '../../ui/palette';
import { Recent, pathOf } from '../recent';
import { Navigation } from '../shell/navigation';
import { Router } from '@angular/router';
import { Opener } from './opener';
import { GROUPS } from './palette-groups';

/** Where one was, and where one can go. */
@Injectable({ providedIn: 'root' })
export class PlaceSource implements PaletteSource {
  private readonly navigation = inject(Navigation);
  private readonly recent = inject(Recent);
  private readonly opener = inject(Opener);
  private readonly router = inject(Router);

  find({ mode, text }: PaletteQuery): readonly PaletteItem[] {
    if (mode !== '') return [];
    const entries = rankBy(text, this.entries());
    const known = new Set(this.navigation.entries().map(({ route }) => route));
    // An entry is listed under its own heading, and where one is is no place to go.
    const recent = this.recentPages().filter(({ url }) => !known.has(url) && url !== pathOf(this.router.url));
    return [...rankBy(text, recent), ...entries];
  }

  private entries(): PaletteItem[] {
    return this.navigation.entries().map(({ label, icon, route, goKey }) => ({
      id: `go ${route}`,
      group: GROUPS.go,
      icon,
      title: label,
      ...(goKey ? { keys: ['G', goKey.toUpperCase()] } : {}),
      run: (how) => this.opener.open(route, how),
    }));
  }

  private recentPages(): (PaletteItem & { url: string })[] {
    return this.recent.pages().map(({ url, text }) => ({
      id: `recent ${url}`,
      group: GROUPS.recent,
      icon: 'history',
      title: text,
      detail: url,
      url,
      run: (how) => this.opener.open(url, how),
    }));
  }
}
