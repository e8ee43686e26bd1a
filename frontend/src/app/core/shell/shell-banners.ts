import { Injectable, computed, inject, signal } from '@angular/core';
import { momentText } from '../../ui/time-text';
import { type Banner, BANNER_RANKS, Banners } from '../banners';
import { Freezes } from '../freezes';
import { Now } from '../now';
import { Session } from '../session';
import { Connection } from './connection';
import { FreezeLifting } from './freeze-lifting';
import { WORDS } from './shell-words';

const HIDDEN = 'legator.sign-in-off.hidden';

/** What the shell itself has to tell everybody: a freeze, that the live connection is lost, and that sign-in is off. */
@Injectable({ providedIn: 'root' })
export class ShellBanners {
  private readonly freezes = inject(Freezes);
  private readonly session = inject(Session);
  private readonly connection = inject(Connection);
  private readonly lifting = inject(FreezeLifting);
  private readonly now = inject(Now);

  private readonly isHidden = signal(wasHidden());

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
      detail: WORDS.banner.frozenDetail(freeze, this.freezes.all().length - 1, this.now.today()),
      hint: WORDS.banner.frozenTimes(freeze),
      ...(this.session.may('execution:freeze') ? { action } : {}),
    };
  });

  private readonly lost = computed<Banner | undefined>(() => {
    // A blink is told by the dot alone.
    const since = this.connection.lostSince();
    if (since === undefined) return undefined;
    return {
      id: 'connection-lost',
      rank: BANNER_RANKS.connectionLost,
      tone: 'bad',
      icon: 'wifi-off',
      title: WORDS.banner.lost,
      detail: WORDS.banner.lostDetail(since, this.now.today()),
      hint: momentText(since),
      action: { text: WORDS.banner.lostAction, run: () => this.connection.retry() },
    };
  });

  /** Not for who has put it away; it comes back with the next window. */
  private readonly open = computed<Banner | undefined>(() => {
    if (!this.session.isSignInOff() || this.isHidden()) return undefined;
    return {
      id: 'sign-in-off',
      rank: BANNER_RANKS.signInOff,
      tone: 'info',
      icon: 'lock-open',
      title: WORDS.banner.open,
      detail: WORDS.banner.openDetail,
      action: { text: WORDS.banner.openHide, run: () => this.hide() },
    };
  });

  constructor() {
    const banners = inject(Banners);
    banners.offer(this.frozen);
    banners.offer(this.lost);
    banners.offer(this.open);
  }

  private hide(): void {
    this.isHidden.set(true);
    try {
      sessionStorage.setItem(HIDDEN, 'true');
    } catch {
      // Storage is off: it stays away until this page is left.
    }
  }
}

function wasHidden(): boolean {
  try {
    return sessionStorage.getItem(HIDDEN) === 'true';
  } catch {
    return false;
  }
}
