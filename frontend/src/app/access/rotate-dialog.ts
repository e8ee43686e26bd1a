import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { ApiKeyView } from '@legator/contracts';
import { Doing } from '../core/doing';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { KeysApi } from './keys-api';
import { KEYS_WORDS } from './keys-words';

/** A new key in place of an old one, which goes on for a while. The new one is shown once. */
@Component({
  selector: 'lg-rotate-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.title(name)">
      <p class="soft">{{ words.text }}</p>
      <lg-field [label]="words.overlap">
        <select lgInput (change)="overlap.set($any($event.target).value)">
          @for (one of words.overlaps; track one.value) {
            <option [value]="one.value" [selected]="one.value === overlap()">{{ one.label }}</option>
          }
        </select>
      </lg-field>
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="rotate()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'rotate()', '(keydown.meta.enter)': 'rotate()' },
})
export class RotateDialog {
  private readonly key = inject<ApiKeyView>(DIALOG_DATA);
  protected readonly words = KEYS_WORDS.rotateDialog;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly name = visibleText(this.key.name);
  protected readonly sending = new Sending();
  protected readonly overlap = signal('24h');
  private readonly api = inject(KeysApi);
  private readonly doing = inject(Doing);

  protected async rotate(): Promise<void> {
    const made = await this.sending.send(() => this.api.rotate(this.key.id, this.overlap()));
    if (!made) return;
    this.dialog.close();
    const { secret: label, secretText: text, rotatedNote } = KEYS_WORDS;
    const note = rotatedNote(whenText(made.replaces.works_until));
    await this.doing.showOnce({ title: this.name, text, label, secret: made.plain_key, note });
  }
}
