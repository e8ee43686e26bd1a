import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Age } from '../../ui/age';
import { Icon } from '../../ui/icon';
import { StatusShape } from '../../ui/status-shape';
import { visibleText } from '../../ui/visible-text';
import type { Arrival } from './enrol-store';
import { ENROL_WORDS } from './enrol-words';

/** Who has come, newest first; each leads to its page. While more are awaited it says so. */
@Component({
  selector: 'lg-arrival-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Age, Icon, StatusShape],
  template: `
    @if (waits()) {
      <p class="waiting">
        <i aria-hidden="true"></i> {{ rows().length ? words.waitingMore : words.waiting }}
      </p>
    }
    <ul [attr.aria-label]="words.arrivals">
      @for (row of rows(); track row.id) {
        <li>
          <a [routerLink]="['/fleet', row.id]">
            <lg-status-shape [status]="row.isConnected ? 'online' : 'pending'" />
            <span class="mono ellipsis" [title]="row.name">{{ row.name }}</span>
            <span class="state">{{ row.isConnected ? words.connected : words.registered }}</span>
            <lg-age class="quiet" [at]="row.at" />
            <lg-icon name="right" [size]="15" />
          </a>
        </li>
      }
    </ul>
  `,
  styles: `
    .waiting {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 44px;
      padding: 0 12px;
      color: var(--t2);
    }
    .waiting i {
      width: 10px;
      height: 10px;
      border: 2px solid var(--info);
      border-radius: 50%;
      animation: wait 1.6s ease-in-out infinite;
    }
    a {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 44px;
      padding: 4px 12px;
      border-top: 1px solid var(--row-line);
      color: var(--t1);
    }
    a:hover {
      background: var(--s2);
      text-decoration: none;
    }
    a:focus-visible {
      outline-offset: -3px;
    }
    .mono {
      flex: 1;
      unicode-bidi: isolate;
    }
    .state {
      color: var(--t2);
      font: var(--fs-12);
    }
    lg-icon {
      color: var(--t3);
    }
    @keyframes wait {
      50% {
        opacity: 0.35;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .waiting i {
        animation: none;
      }
    }
  `,
})
export class ArrivalList {
  readonly arrivals = input.required<readonly Arrival[]>();
  /** Whether more may come. */
  readonly waits = input(true);
  protected readonly words = ENROL_WORDS;
  protected readonly rows = computed(() =>
    this.arrivals().map((one) => ({ ...one, name: visibleText(one.hostname || one.id) })),
  );
}
