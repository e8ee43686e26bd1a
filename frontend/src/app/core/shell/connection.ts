import { Injectable, computed, inject } from '@angular/core';
import { FleetCounts } from '../fleet-counts';
import { LiveFeed } from '../live/live-feed';
import { Now } from '../now';
import { WORDS } from './shell-words';

/** After this long somebody has to know that nothing on the screen moves any more. */
const NOTICE_MS = 3_000;
/** After this long without the feed it is no hiccup any more. */
const HICCUP_MS = 30_000;

export interface ConnectionView {
  readonly kind: 'connecting' | 'live' | 'catching-up' | 'reconnecting' | 'offline';
  readonly text: string;
  /** Set while it is lost: milliseconds since 1970. */
  readonly since?: number;
}

/** The state of the live feed in words. The only part of the shell that knows what the feed calls its states. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly feed = inject(LiveFeed);
  private readonly now = inject(Now);
  private readonly counts = inject(FleetCounts);

  /** How many probes are connected, once known. */
  readonly connected = this.counts.connected;

  readonly view = computed<ConnectionView>(() => {
    const state = this.feed.state();
    if (state.kind === 'live') return { kind: 'live', text: this.liveText() };
    if (state.kind === 'catching_up') return { kind: 'catching-up', text: WORDS.live.catchingUp };
    if (state.kind === 'connecting') return { kind: 'connecting', text: WORDS.live.connecting };
    const { since, at } = state;
    if (this.now.ms() - since > HICCUP_MS)
      return { kind: 'offline', text: WORDS.live.offlineSince(since, this.now.today()), since };
    const seconds = Math.ceil((at - this.now.ms()) / 1_000);
    const text = seconds > 0 ? WORDS.live.reconnectingIn(seconds) : WORDS.live.reconnecting;
    return { kind: 'reconnecting', text, since };
  });

  /** Since when the line is down, milliseconds since 1970; nothing while it is up, or for a blink. */
  readonly lostSince = computed(() => {
    const state = this.feed.state();
    if (state.kind !== 'reconnecting') return undefined;
    return this.now.ms() - state.since >= NOTICE_MS ? state.since : undefined;
  });

  /** Tries at once instead of waiting for the next attempt. */
  retry(): void {
    this.feed.connect();
  }

  private liveText(): string {
    const connected = this.connected();
    return connected === undefined
      ? WORDS.live.live
      : `${WORDS.live.live} · ${WORDS.live.connected(connected)}`;
  }
}
