import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { fieldError, isAtFields } from '../core/form-errors';
import { Sending } from '../core/sending';
import { Session } from '../core/session';
import { NewPassword, passwordHint } from '../sign-in/new-password';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { Toasts } from '../ui/toasts';
import { ProfileApi } from './profile-api';
import { PROFILE_WORDS } from './profile-words';

/** Another password, with the one until now. */
@Component({
  selector: 'lg-password-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Failure, Field, LgButton, NewPassword, TextInput],
  template: `
    <lg-card [title]="words.title">
      @if (hasPassword) {
        <form novalidate (submit)="change($event)">
          <input
            hidden
            name="username"
            autocomplete="username"
            aria-hidden="true"
            tabindex="-1"
            [value]="username"
          />
          <lg-field [label]="words.current" [error]="currentError()">
            <input
              lgInput
              type="password"
              name="current"
              autocomplete="current-password"
              [value]="current()"
              (input)="current.set($any($event.target).value)"
            />
          </lg-field>
          <lg-new-password
            [label]="words.fresh"
            [username]="username"
            [error]="freshError()"
            [(value)]="fresh"
          />
          @if (sending.error(); as error) {
            @if (!isAtFields(error, ['current', 'new'])) {
              <lg-failure plain [error]="error" [retryable]="false" />
            }
          }
          <p class="quiet small">{{ words.text }}</p>
          <button lgButton type="submit" [busy]="sending.busy()">{{ words.verb }}</button>
        </form>
      } @else {
        <p class="soft">{{ words.none }}</p>
      }
    </lg-card>
  `,
  styleUrl: './card-form.css',
})
export class PasswordCard {
  protected readonly words = PROFILE_WORDS.password;
  protected readonly isAtFields = isAtFields;
  private readonly session = inject(Session);
  private readonly api = inject(ProfileApi);
  private readonly toasts = inject(Toasts);
  protected readonly username = this.session.actor()?.username ?? '';
  protected readonly hasPassword = this.session.actor()?.has_password !== false;
  protected readonly current = signal('');
  protected readonly fresh = signal('');
  private readonly isTried = signal(false);
  protected readonly sending = new Sending();

  protected currentError(): string {
    if (this.isTried() && this.current() === '') return this.words.currentMissing;
    return fieldError(this.sending.error(), 'current');
  }

  protected freshError(): string {
    const { isWell, text } = passwordHint(this.fresh(), this.username);
    return this.isTried() && !isWell ? text : fieldError(this.sending.error(), 'new');
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    this.isTried.set(true);
    const [current, fresh] = [this.current(), this.fresh()];
    if (current === '' || !passwordHint(fresh, this.username).isWell) return;
    const done = await this.sending.send(() => this.api.changePassword(current, fresh));
    if (!done) return;
    this.isTried.set(false);
    this.current.set('');
    this.fresh.set('');
    this.toasts.done(this.words.changed(done.ended));
    await this.session.load();
  }
}
