import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What a conversation is called. Closes with the title. */
@Component({
  selector: 'lg-rename-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.renameTitle">
      <lg-field [label]="words.name" [error]="title().trim() ? '' : words.nameMissing">
        <input
          lgInput
          maxlength="200"
          autocomplete="off"
          [value]="title()"
          (input)="title.set($any($event.target).value)"
          (keydown.enter)="finish()"
        />
      </lg-field>
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.cancel }}</button>
      <button dialog-actions lgButton variant="primary" (click)="finish()">{{ words.rename }}</button>
    </lg-dialog>
  `,
})
export class RenameDialog {
  protected readonly words = WORDS.menu;
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly title = signal(inject<string>(DIALOG_DATA));

  protected finish(): void {
    const title = this.title().trim();
    if (title) this.dialog.close(title);
  }
}
