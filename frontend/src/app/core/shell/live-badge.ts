import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { clockText } from '../../ui/time-text';
import { LiveFeed } from '../live/live-feed';
import { Now } from '../now';

/** After this long without the feed it is no hiccup any more. */
const HICCUP_MS = 30_000;

/** Says whether what is on the screen moves by itself, and if not, since when. */
@Component({
  selector: 'lg-live-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (feed.state().kind === 'reconnecting') {
      <button type="button" class="btn lost" title="Reconnect now" (click)="feed.connect()">
        <i aria-hidden="true"></i>
        <span class="num">{{ text() }}</span>
      </button>
    } @else {
      <p [class.live]="feed.state().kind === 'live'">
        <i aria-hidden="true"></i>
        <span>{{ text() }}</span>
      </p>
    }
    <span class="hidden" role="status">{{ spoken() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      flex: none;
    }
    p,
    .lost {
      display: flex;
      align-items: center;
      gap: 7px;
      color: var(--t2);
      font: var(--fs-12);
    }
    i {
      width: 7px;
      height: 7px;
      border: 1.5px solid var(--t3);
      border-radius: 50%;
    }
    .live i {
      border-color: var(--ok);
      background: var(--ok);
    }
    .lost i {
      border: 0;
      border-radius: 0;
      background: var(--warn);
      clip-path: polygon(50% 0, 100% 100%, 0 100%);
    }
  `,
})
export class LiveBadge {
  protected readonly feed = inject(LiveFeed);
  private readonly now = inject(Now);

  protected readonly text = computed(() => {
    const state = this.feed.state();
    if (state.kind === 'live') return 'Live';
    if (state.kind === 'connecting') return 'Connecting';
    if (state.kind === 'catching_up') return 'Catching up';
    if (this.now.ms() - state.since > HICCUP_MS) return `Offline since ${clockText(state.since)}`;
    const seconds = Math.ceil((state.at - this.now.ms()) / 1_000);
    return seconds > 0 ? `Reconnecting in ${seconds}\u2009s` : 'Reconnecting';
  });

  /** Without the countdown: a reader should hear of each change once. */
  protected readonly spoken = computed(() =>
    this.feed.state().kind === 'reconnecting' ? 'Connection lost. Reconnecting.' : '',
  );
}
