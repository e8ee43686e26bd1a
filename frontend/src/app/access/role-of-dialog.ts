import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { GivableRoles } from './givable-roles';
import { RoleSelect } from './role-select';

export interface RoleOf {
  readonly display_name: string;
  readonly role: string;
  /** Gives them another one; rejects with an `ApiError`. */
  readonly set: (role: string) => Promise<unknown>;
}

/** Another role for somebody, of those that whoever asks may give. */
@Component({
  selector: 'lg-role-of-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [GivableRoles],
  imports: [DialogFrame, Failure, LgButton, RoleSelect],
  template: `
    <lg-dialog [title]="words.title(name)">
      <p class="soft">{{ words.help }}</p>
      <lg-role-select [label]="words.label" [(value)]="role" />
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="change()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'change()', '(keydown.meta.enter)': 'change()' },
})
export class RoleOfDialog {
  private readonly user = inject<RoleOf>(DIALOG_DATA);
  protected readonly words = ACCESS_WORDS.role;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly name = visibleText(this.user.display_name);
  protected readonly role = signal(this.user.role);
  private readonly toasts = inject(Toasts);

  protected async change(): Promise<void> {
    const role = this.role();
    const done = await this.sending.send(async () => {
      await this.user.set(role);
      return true;
    });
    if (!done) return;
    this.toasts.done(this.words.done(this.name, visibleText(role)));
    this.dialog.close();
  }
}
