import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { LgButton } from './button';
import { DialogFrame } from './dialog-frame';
import type { ConfirmWish } from './dialogs';
import { Field } from './field';
import { TextInput } from './text-input';

/** The question of `Dialogs.confirm`. The verb stays pressable and says what is missing; it runs only when all is there. */
@Component({
  selector: 'lg-confirm-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="wish.title">
      @if (wish.text) {
        <p class="soft">{{ wish.text }}</p>
      }
      @if (wish.consequences; as list) {
        <ul>
          @for (line of list; track $index) {
            <li>{{ line }}</li>
          }
        </ul>
      }
      @if (wish.typeToConfirm; as name) {
        <lg-field [label]="'Type ' + name + ' to go on'" [error]="error()">
          <input lgInput autocomplete="off" spellcheck="false" (input)="type($event)" />
        </lg-field>
      }
      <button dialog-actions lgButton class="cancel" (click)="dialog.close(false)">Cancel</button>
      <button dialog-actions lgButton class="verb" [variant]="wish.tone ?? 'primary'" (click)="confirm()">
        {{ wish.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'confirm()', '(keydown.meta.enter)': 'confirm()' },
  styles: `
    ul {
      padding-left: 18px;
      color: var(--t2);
      list-style: disc;
    }
  `,
})
export class ConfirmDialog {
  protected readonly wish = inject<ConfirmWish>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  private readonly typed = signal('');
  private readonly isTried = signal(false);
  private readonly isComplete = computed(
    () => !this.wish.typeToConfirm || this.typed().trim() === this.wish.typeToConfirm.trim(),
  );
  protected readonly error = computed(() =>
    this.isTried() && !this.isComplete() ? 'This is not the same text.' : '',
  );

  protected type(event: Event): void {
    this.typed.set((event.target as HTMLInputElement).value);
  }

  protected confirm(): void {
    this.isTried.set(true);
    if (this.isComplete()) this.dialog.close(true);
  }
}
