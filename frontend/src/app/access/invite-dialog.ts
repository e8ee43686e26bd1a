import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { ACCESS_WORDS } from './access-words';
import { Doing } from '../core/doing';
import { GivableRoles } from './givable-roles';
import { PeopleApi } from './people-api';
import { RoleSelect } from './role-select';

/** A link that lets one person in, as what and for how long. It is shown once. */
@Component({
  selector: 'lg-invite-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [GivableRoles],
  imports: [DialogFrame, Failure, Field, LgButton, RoleSelect, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-field [label]="words.name" [help]="words.nameHelp" optional>
        <input
          lgInput
          maxlength="100"
          autocomplete="off"
          (input)="name.set($any($event.target).value)"
          (keydown.enter)="make()"
        />
      </lg-field>
      <lg-role-select [label]="words.role" [(value)]="role" />
      <lg-field [label]="words.life">
        <select lgInput (change)="life.set($any($event.target).value)">
          @for (one of words.lives; track one.value) {
            <option [value]="one.value" [selected]="one.value === life()">{{ one.label }}</option>
          }
        </select>
      </lg-field>
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button
        dialog-actions
        lgButton
        variant="primary"
        icon="link"
        [busy]="sending.busy()"
        [off]="!role()"
        (click)="make()"
      >
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'make()', '(keydown.meta.enter)': 'make()' },
})
export class InviteDialog {
  protected readonly words = ACCESS_WORDS.invite;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly name = signal('');
  protected readonly role = inject(GivableRoles).usual();
  protected readonly life = signal('72h');
  private readonly api = inject(PeopleApi);
  private readonly doing = inject(Doing);
  private readonly page = inject(DOCUMENT);

  protected async make(): Promise<void> {
    if (!this.role()) return;
    const wish = { name: this.name().trim(), role: this.role(), expires_in: this.life() };
    const made = await this.sending.send(() => this.api.invite(wish));
    if (!made) return;
    this.dialog.close();
    await this.doing.showOnce({
      title: this.words.done,
      text: this.words.doneText,
      label: this.words.link,
      // As whoever looks at this page reaches the control plane, where it only says the path.
      secret: new URL(made.link, this.page.location.origin).href,
    });
  }
}
