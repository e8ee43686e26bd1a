import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { ACCESS_WORDS } from './access-words';

export interface ResetData {
  /** Whose password it is. */
  readonly name: string;
}

export interface ResetWish {
  readonly revokeKeys: boolean;
}

/** Asks before a password is reset, and whether the person's keys go with it. Closes with that, or with nothing. */
@Component({
  selector: 'lg-reset-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, LgButton],
  template: `
    <lg-dialog [title]="words.title(name)">
      <p class="soft">{{ words.text }}</p>
      <label>
        <input type="checkbox" [checked]="keys()" (change)="keys.set(!keys())" />
        {{ words.keys }}
      </label>
      <button dialog-actions lgButton class="cancel" (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton class="verb" variant="danger" (click)="reset()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'reset()', '(keydown.meta.enter)': 'reset()' },
  styles: `
    label {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--t2);
    }
  `,
})
export class ResetDialog {
  protected readonly words = ACCESS_WORDS.confirm.reset;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef<ResetWish>>(DialogRef);
  protected readonly name = inject<ResetData>(DIALOG_DATA).name;
  protected readonly keys = signal(false);

  protected reset(): void {
    this.dialog.close({ revokeKeys: this.keys() });
  }
}
