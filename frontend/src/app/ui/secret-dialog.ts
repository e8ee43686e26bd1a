import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LgButton } from './button';
import { CopyLine } from './copy-line';
import { DialogFrame } from './dialog-frame';

/** Something that is shown once: a key, a link, a password. */
export interface Secret {
  readonly title: string;
  readonly text: string;
  /** Names it for readers: "API key". */
  readonly label: string;
  readonly secret: string;
  /** What happens to it besides: until when an old one works. */
  readonly note?: string;
}

/** Shows a secret this once. Only its button closes it, so that no slip of a finger loses it. */
@Component({
  selector: 'lg-secret-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyLine, DialogFrame, LgButton],
  template: `
    <lg-dialog [title]="wish.title">
      <p class="soft">{{ wish.text }} It is shown this once.</p>
      <lg-copy-line [label]="wish.label" [text]="wish.secret" />
      @if (wish.note) {
        <p class="quiet small">{{ wish.note }}</p>
      }
      <button dialog-actions lgButton variant="primary" (click)="dialog.close(true)">I have kept it</button>
    </lg-dialog>
  `,
})
export class SecretDialog {
  protected readonly wish = inject<Secret>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
}
