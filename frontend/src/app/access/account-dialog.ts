import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { CreateServiceAccount, Permission } from '@legator/contracts';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Segmented } from '../ui/segmented';
import { TextInput } from '../ui/text-input';
import { ACCESS_WORDS } from './access-words';
import { GivableRoles } from './givable-roles';
import { KeysApi } from './keys-api';
import { KEYS_WORDS } from './keys-words';
import { PermissionPicker } from './permission-picker';
import { RoleSelect } from './role-select';

/** An account for a program: what it is called, and what its keys may do at most. */
@Component({
  selector: 'lg-account-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [GivableRoles],
  imports: [DialogFrame, Failure, Field, LgButton, PermissionPicker, RoleSelect, Segmented, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-field [label]="words.name" [error]="isTried() && !name().trim() ? words.nameMissing : ''">
        <input lgInput maxlength="100" autocomplete="off" (input)="name.set($any($event.target).value)" />
      </lg-field>
      <lg-field [label]="words.description" optional>
        <input lgInput maxlength="500" autocomplete="off" (input)="note.set($any($event.target).value)" />
      </lg-field>
      <lg-segmented [label]="words.rights" [segments]="ways" [(value)]="way" />
      @if (way() === 'role') {
        <lg-role-select [label]="roleLabel" [(value)]="role" />
      } @else {
        <lg-permission-picker
          [(chosen)]="chosen"
          [error]="isTried() && chosen().size === 0 ? words.none : ''"
        />
      }
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button
        dialog-actions
        lgButton
        variant="primary"
        [busy]="sending.busy()"
        [off]="way() === 'role' && !role()"
        (click)="make()"
      >
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'make()', '(keydown.meta.enter)': 'make()' },
})
export class AccountDialog {
  protected readonly words = KEYS_WORDS.accounts.dialog;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly roleLabel = ACCESS_WORDS.role.label;
  protected readonly ways = [
    { value: 'role' as const, label: KEYS_WORDS.accounts.dialog.role },
    { value: 'list' as const, label: KEYS_WORDS.accounts.dialog.list },
  ];
  protected readonly dialog = inject<DialogRef>(DialogRef);
  private readonly api = inject(KeysApi);
  protected readonly sending = new Sending();
  protected readonly name = signal('');
  protected readonly note = signal('');
  protected readonly way = signal<'role' | 'list' | undefined>('role');
  protected readonly role = inject(GivableRoles).usual();
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set());
  protected readonly isTried = signal(false);

  protected async make(): Promise<void> {
    this.isTried.set(true);
    const [name, note] = [this.name().trim(), this.note().trim()];
    const isList = this.way() === 'list';
    if (name === '' || (isList ? this.chosen().size === 0 : !this.role())) return;
    const wish: CreateServiceAccount = {
      name,
      ...(note ? { description: note } : {}),
      ...(isList ? { permissions: [...this.chosen()] } : { role: this.role() }),
    };
    if (await this.sending.send(() => this.api.createAccount(wish))) this.dialog.close();
  }
}
