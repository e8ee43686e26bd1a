import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { deviceWords } from '../sessions/device-words';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { PROFILE_WORDS } from './profile-words';

/** What a passkey is called. Closes with the name. */
@Component({
  selector: 'lg-passkey-name-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="before ? words.rename : words.add">
      <lg-field [label]="words.name" [help]="words.nameHelp" [error]="name().trim() ? '' : words.nameMissing">
        <input
          lgInput
          maxlength="60"
          autocomplete="off"
          [value]="name()"
          (input)="name.set($any($event.target).value)"
          (keydown.enter)="finish()"
        />
      </lg-field>
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.cancel }}</button>
      <button dialog-actions lgButton variant="primary" (click)="finish()">
        {{ before ? words.rename : words.add }}
      </button>
    </lg-dialog>
  `,
})
export class PasskeyNameDialog {
  protected readonly words = PROFILE_WORDS.passkeys;
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly before = inject<string>(DIALOG_DATA);
  protected readonly name = signal(this.before || deviceWords(navigator.userAgent));

  protected finish(): void {
    if (this.name().trim()) this.dialog.close(this.name().trim());
  }
}
