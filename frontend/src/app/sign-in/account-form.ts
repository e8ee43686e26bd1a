import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  booleanAttribute,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { ApiError } from '../core/api-error';
import { LgButton } from '../ui/button';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { TextInput } from '../ui/text-input';
import { fieldError, isAtFields } from '../core/form-errors';
import { NewPassword, passwordHint } from './new-password';
import { SIGN_IN_WORDS, refusal } from './sign-in-words';

/** What a new account is made of. `code` only where one was asked for. */
export interface NewAccount {
  readonly code: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

const FIELDS = ['code', 'username', 'display_name', 'password'] as const;
type FieldName = (typeof FIELDS)[number];
const USERNAME = /^[\p{L}\p{N}._@+-]{1,100}$/u;

/** The form of a new account: for the first administrator with a code, for whoever is invited without. */
@Component({
  selector: 'lg-account-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, LgButton, NewPassword, TextInput],
  template: `
    <form novalidate (submit)="submit($event)">
      @if (problem()) {
        <p class="problem" role="alert"><lg-icon name="circle-alert" [size]="15" />{{ problem() }}</p>
      }
      @if (asksCode()) {
        <lg-field [label]="words.code" [help]="words.codeHelp" [error]="errorOf('code')">
          <input
            lgInput
            class="mono"
            name="code"
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck="false"
            (input)="code.set(textOf($event))"
          />
        </lg-field>
      }
      <lg-field [label]="words.username" [error]="errorOf('username')">
        <input
          lgInput
          name="username"
          autocomplete="username"
          autocapitalize="off"
          spellcheck="false"
          (input)="username.set(textOf($event))"
        />
      </lg-field>
      <lg-field [label]="words.fullName" optional [error]="errorOf('display_name')">
        <input lgInput name="name" autocomplete="name" (input)="displayName.set(textOf($event))" />
      </lg-field>
      <lg-new-password
        [label]="words.password"
        [username]="username()"
        [error]="errorOf('password')"
        [(value)]="password"
      />
      <button lgButton type="submit" variant="primary" class="wide" [busy]="busy()">{{ verb() }}</button>
    </form>
  `,
  styleUrl: './sign-in-page.css',
})
export class AccountForm {
  readonly verb = input.required<string>();
  readonly asksCode = input(false, { transform: booleanAttribute });
  readonly busy = input(false);
  readonly error = input<ApiError>();
  readonly made = output<NewAccount>();

  protected readonly words = SIGN_IN_WORDS.setup;
  protected readonly code = signal('');
  protected readonly username = signal('');
  protected readonly displayName = signal('');
  protected readonly password = signal('');
  private readonly isTried = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected problem(): string {
    const error = this.error();
    return error && !isAtFields(error, FIELDS) ? refusal(error) : '';
  }

  protected errorOf(field: FieldName): string {
    return (this.isTried() && this.missing(field)) || fieldError(this.error(), field);
  }

  protected textOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.isTried.set(true);
    const fault = FIELDS.find((field) => this.missing(field) !== '');
    if (fault) return this.focus(fault);
    const [code, username, password] = [this.code().trim(), this.username().trim(), this.password()];
    this.made.emit({ code, username, displayName: this.displayName().trim(), password });
  }

  private missing(field: FieldName): string {
    if (field === 'code') return this.asksCode() && this.code().trim() === '' ? this.words.codeMissing : '';
    if (field === 'username') return USERNAME.test(this.username().trim()) ? '' : this.words.usernameMissing;
    if (field === 'display_name') return '';
    const { isWell, text } = passwordHint(this.password(), this.username().trim());
    return isWell ? '' : text;
  }

  private focus(field: FieldName): void {
    const name = { code: 'code', username: 'username', display_name: 'name', password: 'new-password' }[
      field
    ];
    this.host.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
  }
}
