import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { CHAT_WORDS as WORDS } from './chat-words';

/** Why an answer is wrong. Closes with the reason, which may be empty. */
@Component({
  selector: 'lg-feedback-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-field optional [label]="words.reason" [help]="words.help">
        <textarea
          lgInput
          rows="3"
          maxlength="1000"
          (input)="reason.set($any($event.target).value)"
          (keydown.control.enter)="finish()"
          (keydown.meta.enter)="finish()"
        ></textarea>
      </lg-field>
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.cancel }}</button>
      <button dialog-actions lgButton variant="primary" (click)="finish()">{{ words.send }}</button>
    </lg-dialog>
  `,
})
export class FeedbackDialog {
  protected readonly words = WORDS.feedback;
  protected readonly dialog = inject<DialogRef<{ reason: string }>>(DialogRef);
  protected readonly reason = signal('');

  protected finish(): void {
    this.dialog.close({ reason: this.reason().trim() });
  }
}
