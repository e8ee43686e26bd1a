import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Connection } from './connection';
import { WORDS } from './shell-words';

/** Says whether what is on the screen moves by itself, and if not, since when; pressed while lost, it tries at once. */
@Component({
  selector: 'lg-connection-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (canRetry()) {
      <button
        type="button"
        class="lost num"
        [class.offline]="view().kind === 'offline'"
        [title]="words.retry"
        (click)="connection.retry()"
      >
        <i aria-hidden="true"></i>
        <span class="ellipsis">{{ view().text }}</span>
      </button>
    } @else {
      <p class="num" [class]="view().kind">
        <i aria-hidden="true"></i>
        @if (isShort() && view().kind === 'live') {
          <span aria-hidden="true">{{ connection.connected() }}</span>
          <span class="hidden">{{ view().text }}</span>
        } @else {
          <span class="ellipsis">{{ view().text }}</span>
        }
      </p>
    }
    <span class="hidden" role="status">{{ spoken() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: flex;
      min-width: 0;
    }
    p,
    .lost {
      display: flex;
      align-items: center;
      gap: 7px;
      min-width: 0;
      color: var(--t2);
      font: var(--fs-12);
      white-space: nowrap;
    }
    .lost {
      height: 26px;
      padding: 0 9px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-m);
      background: var(--warn-bg);
      color: var(--warn);
      cursor: pointer;
    }
    .lost.offline {
      background: var(--bad-bg);
      color: var(--bad);
    }
    i {
      flex: none;
      width: 7px;
      height: 7px;
      border: 1.5px solid var(--t3);
      border-radius: 50%;
    }
    .live i {
      border: 0;
      background: var(--ok);
      box-shadow: 0 0 0 3px var(--ok-bg);
    }
    .catching-up i {
      border-color: var(--info);
    }
    .lost i {
      width: 9px;
      height: 8px;
      border: 0;
      border-radius: 0;
      background: currentColor;
      clip-path: polygon(50% 0, 100% 100%, 0 100%);
    }
    .offline i {
      width: 8px;
      clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
    }
    @media (pointer: coarse) {
      .lost {
        height: 44px;
      }
    }
  `,
})
export class ConnectionBadge {
  /** For a phone: the number alone. */
  readonly isShort = input(false);
  protected readonly connection = inject(Connection);
  protected readonly words = WORDS.live;
  protected readonly view = this.connection.view;
  protected readonly canRetry = computed(() => this.view().since !== undefined);
  /** Without the countdown: a reader should hear of each change once. */
  protected readonly spoken = computed(() => (this.canRetry() ? WORDS.live.lostSpoken : ''));
}
