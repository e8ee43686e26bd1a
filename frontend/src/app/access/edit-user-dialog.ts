import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { UserView } from '@legator/contracts';
import { fieldError, isAtFields } from '../core/form-errors';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { PeopleApi } from './people-api';

/** What somebody is called and where they are written to. */
@Component({
  selector: 'lg-edit-user-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.title(shownName)">
      <lg-field [label]="add.fullName" [error]="nameError()">
        <input
          lgInput
          autocomplete="off"
          [value]="displayName()"
          (input)="displayName.set($any($event.target).value)"
        />
      </lg-field>
      <lg-field [label]="add.email" optional [error]="errorOf('email')">
        <input
          lgInput
          type="email"
          autocomplete="off"
          [value]="email()"
          (input)="email.set($any($event.target).value)"
        />
      </lg-field>
      @if (sending.error(); as error) {
        @if (!isAtFields(error, ['display_name', 'email'])) {
          <lg-failure plain [error]="error" [retryable]="false" />
        }
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class EditUserDialog {
  private readonly user = inject<UserView>(DIALOG_DATA);
  protected readonly words = ACCESS_WORDS.edit;
  protected readonly add = ACCESS_WORDS.add;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly isAtFields = isAtFields;
  protected readonly shownName = visibleText(this.user.display_name);
  protected readonly displayName = signal(this.user.display_name);
  protected readonly email = signal(this.user.email ?? '');
  private readonly api = inject(PeopleApi);

  protected errorOf(path: string): string {
    return fieldError(this.sending.error(), path);
  }

  protected nameError(): string {
    return this.displayName().trim() === '' ? this.words.nameMissing : this.errorOf('display_name');
  }

  protected async save(): Promise<void> {
    const display_name = this.displayName().trim();
    if (display_name === '') return;
    const body = { display_name, email: this.email().trim() || null };
    if (await this.sending.send(() => this.api.changeUser(this.user.id, body))) this.dialog.close();
  }
}
