import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import { type Banner, BANNER_RANKS, Banners } from './banners';
import { Now } from './now';
import { Session } from './session';
import { SignInGate } from './sign-in-gate';

/** As long ahead as somebody needs to finish a sentence and reach the button. */
const WARN_MS = 120_000;
/** The clock here is not the one there: asked too early, the answer would keep the sign-in alive for nobody. */
const LATE_MS = 3_000;

const WORDS = {
  title: 'Your sign-in is about to end',
  idle: (left: string) => `Nothing was done here for long. It ends in ${left}.`,
  last: (left: string) => `It has lasted as long as one may. It ends in ${left}; finish what you write.`,
  extend: 'Extend',
  again: 'Sign in again',
} as const;

/** Tells two minutes ahead that the sign-in ends, and then sees whether it has. */
@Injectable({ providedIn: 'root' })
export class SessionEnd {
  private readonly session = inject(Session);
  private readonly now = inject(Now);
  private readonly gate = inject(SignInGate);
  private lookedFor = 0;

  /** In milliseconds; the sooner of both. Nothing while no session is known to end. */
  readonly end = computed(() => {
    const actor = this.session.actor();
    if (!actor?.session_expires_at) return undefined;
    const absolute = Date.parse(actor.session_expires_at);
    const [seconds, lastUsed] = [actor.session_idle_seconds, this.session.lastUsed()];
    const idle = seconds && lastUsed > 0 ? lastUsed + seconds * 1_000 : Infinity;
    return { at: Math.min(absolute, idle), isAbsolute: absolute <= idle };
  });

  private readonly warning = computed<Banner | undefined>(() => {
    const end = this.end();
    if (!end || end.at - this.now.ms() > WARN_MS) return undefined;
    const left = leftText(Math.max(0, end.at - this.now.ms()));
    return {
      id: 'session-end',
      rank: BANNER_RANKS.sessionEnd,
      tone: 'warn',
      icon: 'timer',
      title: WORDS.title,
      detail: end.isAbsolute ? WORDS.last(left) : WORDS.idle(left),
      action: end.isAbsolute
        ? { text: WORDS.again, run: () => this.gate.leave() }
        : { text: WORDS.extend, run: () => void this.session.load() },
    };
  });

  constructor() {
    inject(Banners).offer(this.warning);
    effect(() => {
      const end = this.end();
      const isOver = end !== undefined && this.now.ms() > end.at + LATE_MS;
      if (!isOver || this.lookedFor === end.at) return;
      this.lookedFor = end.at;
      untracked(() => void this.session.load());
    });
  }
}

/** In steps of ten seconds, so that who hears it read is not told every second. */
function leftText(ms: number): string {
  const seconds = Math.ceil(ms / 10_000) * 10;
  return seconds > 60 ? '2\u2009min' : `${Math.max(10, seconds)}\u2009s`;
}
