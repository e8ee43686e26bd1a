import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Account } from '../core/account';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { Shortcuts } from '../core/shortcuts';
import { SessionsCard } from '../sessions/sessions-card';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { AboutCard } from './about-card';
import { PasskeysCard } from './passkeys-card';
import { PasswordCard } from './password-card';
import { PROFILE_WORDS } from './profile-words';

/** One's own account. Each card loads and fails by itself. */
@Component({
  selector: 'lg-profile-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AboutCard, Card, EmptyState, PasskeysCard, PasswordCard, SessionsCard],
  template: `
    <h1 class="titled-above" tabindex="-1">{{ words.title }}</h1>
    @if (account.isPerson()) {
      <lg-about-card />
      <lg-sessions-card />
      <lg-passkeys-card />
      <lg-password-card />
    } @else {
      <lg-empty-state kind="off" icon="user" [title]="words.off.title" [text]="why()" />
    }
    <lg-card [title]="words.keys.title">
      <label class="switch">
        <input
          type="checkbox"
          [checked]="shortcuts.enabled()"
          (change)="shortcuts.enable($any($event.target).checked)"
        />
        {{ words.keys.label }}
      </label>
      <p class="quiet small">{{ words.keys.text }}</p>
    </lg-card>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
      max-width: 820px;
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
  styleUrl: './card-form.css',
})
export class ProfilePage {
  protected readonly words = PROFILE_WORDS;
  protected readonly account = inject(Account);
  protected readonly shortcuts = inject(Shortcuts);
  private readonly session = inject(Session);
  protected readonly why = computed(() =>
    this.session.isSignInOff() ? PROFILE_WORDS.off.text : PROFILE_WORDS.off.key,
  );

  constructor() {
    inject(PageTitle).set({ text: PROFILE_WORDS.title });
  }
}
