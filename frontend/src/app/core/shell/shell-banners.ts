import { Injectable, computed, inject } from '@angular/core';
import { type Banner, BANNER_RANKS, Banners } from '../banners';
import { Freezes } from '../freezes';
import { Session } from '../session';
import { Connection } from './connection';
import { FreezeLifting } from './freeze-lifting';
import { WORDS } from './shell-words';

/** What the shell itself has to tell everybody: a freeze, and that the live connection is lost. */
@Injectable({ providedIn: 'root' })
export class ShellBanners {
  private readonly freezes = inject(Freezes);
  private readonly session = inject(Session);
  private readonly connection = inject(Connection);
  private readonly lifting = inject(FreezeLifting);

  private readonly frozen = computed<Banner | undefined>(() => {
    const freeze = this.freezes.worst();
    if (!freeze) return undefined;
    const action = { text: WORDS.banner.lift, run: () => void this.lifting.ask() };
    return {
      id: `freeze-${freeze.id}`,
      rank: BANNER_RANKS.frozen,
      tone: 'warn',
      icon: 'snowflake',
      title: freeze.scope_type === 'tenant' ? WORDS.banner.frozen : WORDS.banner.frozenPart(freeze),
      detail: WORDS.banner.frozenDetail(freeze, this.freezes.all().length - 1),
      ...(this.session.may('execution:freeze') ? { action } : {}),
    };
  });

  private readonly lost = computed<Banner | undefined>(() => {
    const { kind, since } = this.connection.view();
    // A hiccup is told by the dot alone.
    if (kind !== 'offline' || since === undefined) return undefined;
    return {
      id: 'connection-lost',
      rank: BANNER_RANKS.connectionLost,
      tone: 'bad',
      icon: 'wifi-off',
      title: WORDS.banner.lost,
      detail: WORDS.banner.lostDetail(since),
      action: { text: WORDS.banner.lostAction, run: () => this.connection.retry() },
    };
  });

  constructor() {
    const banners = inject(Banners);
    banners.offer(this.frozen);
    banners.offer(this.lost);
  }
}
