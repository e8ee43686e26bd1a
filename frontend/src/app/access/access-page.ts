import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { Tabs } from '../ui/tabs';
import { tabsFor } from './access-tabs';
import { ACCESS_WORDS } from './access-words';

/** Who may enter and what they may do: people, roles, keys, sign-ins and the provider. Only the tabs that one may use. */
@Component({
  selector: 'lg-access-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, Tabs],
  template: `
    <h1 class="titled-above" tabindex="-1">{{ words.title }}</h1>
    <lg-tabs panel="access-panel" [label]="words.tabsLabel" [tabs]="tabs()" />
    @if (session.isSignInOff()) {
      <p class="quiet small">{{ words.off }}</p>
    }
    <div id="access-panel" role="tabpanel" [attr.aria-label]="words.title"><router-outlet /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
      max-width: 1280px;
      margin: 0 auto;
      padding: 12px 18px 24px;
      overflow-wrap: anywhere;
    }
    @media (max-width: 767px) {
      :host {
        padding: 10px 12px 20px;
      }
    }
  `,
})
export class AccessPage {
  protected readonly words = ACCESS_WORDS;
  protected readonly session = inject(Session);
  protected readonly tabs = computed(() =>
    tabsFor(this.session).map(({ id }) => ({
      id,
      label: ACCESS_WORDS.tabs[id],
      link: `/admin/access/${id}`,
    })),
  );

  constructor() {
    inject(PageTitle).set({ text: ACCESS_WORDS.title });
  }
}
