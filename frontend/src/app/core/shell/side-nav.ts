import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon, type IconName } from '../../ui/icon';

interface Entry {
  readonly link: string;
  readonly text: string;
  readonly icon: IconName;
}

/** Only what works is listed. Icons alone on a narrower screen, a bar at the thumb on a phone. */
@Component({
  selector: 'lg-side-nav',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, Icon],
  template: `
    <nav aria-label="Main">
      <a class="brand" routerLink="/fleet">
        <img src="favicon.svg" alt="" width="22" height="22" />
        <b>Legator</b>
        <span class="instance mono ellipsis" [title]="instance">{{ instance }}</span>
      </a>
      @for (group of groups; track group.name) {
        <p class="group" aria-hidden="true">{{ group.name }}</p>
        @for (entry of group.entries; track entry.link) {
          <a
            class="entry"
            [routerLink]="entry.link"
            routerLinkActive="on"
            ariaCurrentWhenActive="page"
            [title]="entry.text"
          >
            <lg-icon [name]="entry.icon" />
            <span>{{ entry.text }}</span>
          </a>
        }
      }
    </nav>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-width: 0;
      padding: 12px 8px;
      border-right: 1px solid var(--line);
      background: var(--s1);
    }
    a {
      color: var(--t2);
    }
    a:hover {
      text-decoration: none;
    }
    .brand {
      display: flex;
      align-items: center;
      gap: 7px;
      min-height: 24px;
      padding: 0 4px 0 8px;
      color: var(--t1);
      font-size: 14px;
    }
    .brand b {
      font-weight: 650;
    }
    .instance {
      margin-left: auto;
      color: var(--t3);
      font-size: 10.5px;
      letter-spacing: -0.02em;
    }
    .group {
      padding: 16px 8px 4px;
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
    .entry {
      display: flex;
      align-items: center;
      gap: 9px;
      height: 30px;
      padding: 0 8px;
      border-radius: var(--r-m);
      transition: background var(--fast);
    }
    .entry:hover {
      background: var(--s2);
    }
    .entry lg-icon {
      color: var(--t3);
    }
    .entry.on {
      background: var(--s3);
      color: var(--t1);
      font-weight: 550;
    }
    .entry.on lg-icon {
      color: var(--accent);
    }
    @media (max-width: 1279px) {
      .brand {
        justify-content: center;
      }
      .brand {
        margin-bottom: 12px;
      }
      .instance,
      .group {
        display: none;
      }
      .entry {
        justify-content: center;
        height: 40px;
      }
      .brand b,
      .entry span {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
    @media (max-width: 767px) {
      :host {
        padding: 0;
        border-right: 0;
        border-top: 1px solid var(--line);
      }
      .brand {
        display: none;
      }
      nav {
        display: flex;
        height: 100%;
        padding: 0;
      }
      .entry {
        flex: 1;
        flex-direction: column;
        justify-content: center;
        gap: 2px;
        height: 100%;
        border-radius: 0;
        font: 500 11px/16px var(--sans);
      }
      .entry.on {
        background: none;
      }
      .entry span {
        position: static;
        width: auto;
        height: auto;
        clip-path: none;
      }
    }
  `,
})
export class SideNav {
  protected readonly instance = inject(DOCUMENT).location.host;
  protected readonly groups: readonly { name: string; entries: readonly Entry[] }[] = [
    { name: 'Operate', entries: [{ link: '/fleet', text: 'Fleet', icon: 'fleet' }] },
    { name: 'Observe', entries: [{ link: '/audit', text: 'Audit', icon: 'audit' }] },
  ];
}
