import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { fieldError, isAtFields } from '../core/form-errors';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { Doing } from '../core/doing';
import { GivableRoles } from './givable-roles';
import { PeopleApi } from './people-api';
import { RoleSelect } from './role-select';

const USERNAME = /^[\p{L}\p{N}._@+-]{1,100}$/u;

/** A new account with a password that is made for it, shown once. */
@Component({
  selector: 'lg-add-user-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [GivableRoles],
  imports: [DialogFrame, Failure, Field, LgButton, RoleSelect, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <p class="soft">{{ words.text }}</p>
      <lg-field [label]="words.username" [error]="usernameError()">
        <input
          lgInput
          name="username"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          (input)="username.set($any($event.target).value)"
        />
      </lg-field>
      <lg-field [label]="words.fullName" optional [error]="errorOf('display_name')">
        <input lgInput autocomplete="off" (input)="displayName.set($any($event.target).value)" />
      </lg-field>
      <lg-field [label]="words.email" optional [error]="errorOf('email')">
        <input lgInput type="email" autocomplete="off" (input)="email.set($any($event.target).value)" />
      </lg-field>
      <lg-role-select [label]="words.role" [(value)]="role" />
      @if (sending.error(); as error) {
        @if (!isAtFields(error, ['username', 'display_name', 'email'])) {
          <lg-failure plain [error]="error" [retryable]="false" />
        }
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button
        dialog-actions
        lgButton
        variant="primary"
        icon="user-plus"
        [busy]="sending.busy()"
        [off]="!role()"
        (click)="add()"
      >
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'add()', '(keydown.meta.enter)': 'add()' },
})
export class AddUserDialog {
  protected readonly words = ACCESS_WORDS.add;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly isAtFields = isAtFields;
  private readonly api = inject(PeopleApi);
  private readonly doing = inject(Doing);
  protected readonly username = signal('');
  protected readonly displayName = signal('');
  protected readonly email = signal('');
  protected readonly role = inject(GivableRoles).usual();
  private readonly isTried = signal(false);

  protected errorOf(path: string): string {
    return fieldError(this.sending.error(), path);
  }

  protected usernameError(): string {
    const isWell = USERNAME.test(this.username().trim());
    return this.isTried() && !isWell ? this.words.usernameBad : this.errorOf('username');
  }

  protected async add(): Promise<void> {
    this.isTried.set(true);
    const username = this.username().trim();
    if (!USERNAME.test(username) || !this.role()) return;
    const [display_name, email] = [this.displayName().trim(), this.email().trim()];
    const more = { ...(display_name ? { display_name } : {}), ...(email ? { email } : {}) };
    const made = await this.sending.send(() => this.api.createUser({ username, role: this.role(), ...more }));
    if (!made) return;
    this.dialog.close();
    if (!made.one_time_password) return;
    await this.doing.showOnce({
      title: this.words.done,
      text: this.words.doneText(visibleText(made.display_name)),
      label: this.words.done,
      secret: made.one_time_password,
    });
  }
}
