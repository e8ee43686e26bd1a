import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, type Signal, inject, linkedSignal, signal } from '@angular/core';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

/** Somebody who has an account comes to belong to the tenant. */
@Component({
  selector: 'lg-member-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.memberAdd">
      <p class="soft">{{ words.memberText }}</p>
      <lg-field
        [label]="words.memberUser"
        [error]="isTried() && !username().trim() ? words.memberMissing : ''"
      >
        <input
          lgInput
          maxlength="100"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          (input)="username.set($any($event.target).value)"
          (keydown.enter)="add()"
        />
      </lg-field>
      <lg-field [label]="words.memberRole">
        <select lgInput (change)="role.set($any($event.target).value)">
          @for (one of roles(); track one) {
            <option [value]="one" [selected]="one === role()">{{ seen(one) }}</option>
          }
        </select>
      </lg-field>
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.dialog.cancel }}</button>
      <button
        dialog-actions
        lgButton
        variant="primary"
        [busy]="sending.busy()"
        [off]="!role()"
        (click)="add()"
      >
        {{ words.memberAdd }}
      </button>
    </lg-dialog>
  `,
})
export class MemberDialog {
  /** The roles may come after this was opened. */
  private readonly given = inject<{ tenant: string; roles: Signal<readonly string[]> }>(DIALOG_DATA);
  protected readonly words = TENANTS_WORDS;
  protected readonly seen = visibleText;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly roles = this.given.roles;
  protected readonly username = signal('');
  /** Chosen once: it stays for as long as it can be given. */
  protected readonly role = linkedSignal<readonly string[], string>({
    source: this.roles,
    computation: (roles, before) => {
      if (before && roles.includes(before.value)) return before.value;
      return roles.includes('viewer') ? 'viewer' : (roles[0] ?? '');
    },
  });
  protected readonly isTried = signal(false);
  private readonly api = inject(TenantsApi);

  protected async add(): Promise<void> {
    this.isTried.set(true);
    const wish = { username: this.username().trim(), role: this.role() };
    if (wish.username === '' || wish.role === '') return;
    if (await this.sending.send(() => this.api.addMember(this.given.tenant, wish))) this.dialog.close();
  }
}
