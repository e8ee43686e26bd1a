import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { Account } from '../core/account';
import { fieldError, isAtFields } from '../core/form-errors';
import { Loaded } from '../core/loaded';
import { Sending } from '../core/sending';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { ProfileApi } from './profile-api';
import { PROFILE_WORDS } from './profile-words';

/** What one is called, and where one is written to. */
@Component({
  selector: 'lg-about-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Failure, Field, LgButton, TextInput],
  template: `
    <lg-card
      [title]="words.title"
      [loading]="profile.isFirst()"
      [error]="profile.error()"
      (retry)="profile.load()"
    >
      @if (profile.value()) {
        <form novalidate (submit)="save($event)">
          <p class="soft">
            {{ words.username }} <b class="mono">{{ username() }}</b> · {{ account.role() }} ·
            {{ account.place() }}
          </p>
          <lg-field [label]="words.name" [error]="nameError()">
            <input
              lgInput
              autocomplete="name"
              [value]="name()"
              (input)="name.set($any($event.target).value)"
            />
          </lg-field>
          <lg-field [label]="words.email" optional [error]="errorOf('email')">
            <input
              lgInput
              type="email"
              autocomplete="email"
              [value]="email()"
              (input)="email.set($any($event.target).value)"
            />
          </lg-field>
          @if (sending.error(); as error) {
            @if (!isAtFields(error, ['display_name', 'email'])) {
              <lg-failure plain [error]="error" [retryable]="false" />
            }
          }
          <button lgButton type="submit" [busy]="sending.busy()">{{ words.save }}</button>
        </form>
      }
    </lg-card>
  `,
  styleUrl: './card-form.css',
})
export class AboutCard {
  protected readonly words = PROFILE_WORDS.about;
  protected readonly account = inject(Account);
  protected readonly isAtFields = isAtFields;
  private readonly api = inject(ProfileApi);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly profile = new Loaded(() => this.api.profile());
  protected readonly sending = new Sending();
  protected readonly name = linkedSignal(() => this.profile.value()?.display_name ?? '');
  protected readonly email = linkedSignal(() => this.profile.value()?.email ?? '');
  protected readonly username = computed(() => visibleText(this.profile.value()?.username ?? ''));

  constructor() {
    void this.profile.load();
  }

  protected errorOf(path: string): string {
    return fieldError(this.sending.error(), path);
  }

  protected nameError(): string {
    return this.name().trim() === '' ? this.words.nameMissing : this.errorOf('display_name');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const display_name = this.name().trim();
    if (display_name === '') return;
    const body = { display_name, email: this.email().trim() || null };
    const saved = await this.sending.send(() => this.api.change(body));
    if (!saved) return;
    this.toasts.done(this.words.saved);
    await Promise.all([this.profile.load(), this.session.load()]);
  }
}
