import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '../../ui/icon';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** The navigation of a phone, at the thumb: the most used entries, and the rest behind More. */
@Component({
  selector: 'lg-phone-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, Icon],
  template: `
    <nav [attr.aria-label]="words.mainNavigation">
      @for (entry of entries(); track entry.route) {
        <a
          [routerLink]="entry.route"
          routerLinkActive="on"
          [routerLinkActiveOptions]="{ exact: entry.route === '/' }"
          ariaCurrentWhenActive="page"
        >
          <lg-icon [name]="entry.icon" [size]="20" />
          <span>{{ entry.label }}</span>
          @if (entry.count; as count) {
            @if (count.tone !== 'quiet') {
              <b class="num" [class]="count.tone">{{ count.value }}</b>
              <span class="hidden">{{ count.unit }}</span>
            }
          }
        </a>
      }
      <button
        type="button"
        aria-haspopup="dialog"
        [attr.aria-expanded]="panels.open() === 'more'"
        (click)="panels.show('more')"
      >
        <lg-icon name="more" [size]="20" />
        <span>{{ words.more }}</span>
      </button>
    </nav>
  `,
  styles: `
    nav {
      display: grid;
      grid-auto-columns: minmax(0, 1fr);
      grid-auto-flow: column;
      height: 100%;
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--s1);
    }
    a,
    button {
      position: relative;
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 3px;
      min-width: 0;
      padding: 0;
      border: 0;
      background: none;
      color: var(--t3);
      font: 400 11px/16px var(--sans);
      cursor: pointer;
    }
    a:hover {
      text-decoration: none;
    }
    a:focus-visible,
    button:focus-visible {
      outline-offset: -4px;
    }
    .on {
      color: var(--accent);
      font-weight: 550;
    }
    b {
      position: absolute;
      top: 8px;
      left: calc(50% + 5px);
      min-width: 16px;
      padding: 0 4px;
      border-radius: 8px;
      background: var(--warn);
      color: var(--canvas);
      font: 600 10px/16px var(--sans);
      text-align: center;
    }
    b.bad {
      background: var(--bad);
    }
  `,
})
export class PhoneBar {
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;
  private readonly navigation = inject(Navigation);
  protected readonly entries = computed(() => this.navigation.entries().filter(({ isOnPhone }) => isOnPhone));
}
