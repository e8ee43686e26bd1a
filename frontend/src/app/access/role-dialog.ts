import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { Permission, RoleView } from '@legator/contracts';
import { fieldError, isAtFields } from '../core/form-errors';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { PeopleApi } from './people-api';
import { PermissionPicker } from './permission-picker';

const NAME = /^[a-z][a-z0-9_-]{0,39}$/;

/** A role of the tenant's own: what it is called, what it is for, and what it may do. */
@Component({
  selector: 'lg-role-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, PermissionPicker, TextInput],
  template: `
    <lg-dialog [title]="role ? words.edit(seen(role.name)) : words.new">
      @if (!role) {
        <lg-field [label]="words.name" [help]="words.nameHelp" [error]="nameError()">
          <input
            lgInput
            class="mono"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="40"
            (input)="name.set($any($event.target).value)"
          />
        </lg-field>
      }
      <lg-field [label]="words.description" optional>
        <input
          lgInput
          maxlength="500"
          autocomplete="off"
          [value]="description()"
          (input)="description.set($any($event.target).value)"
        />
      </lg-field>
      <lg-permission-picker
        [(chosen)]="chosen"
        [error]="isTried() && chosen().size === 0 ? words.none : ''"
      />
      @if (sending.error(); as error) {
        @if (!isAtFields(error, ['name'])) {
          <lg-failure plain [error]="error" [retryable]="false" />
        }
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ role ? words.save : words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class RoleDialog {
  protected readonly words = ACCESS_WORDS.roles.dialog;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly seen = visibleText;
  protected readonly isAtFields = isAtFields;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly role = inject<{ role?: RoleView }>(DIALOG_DATA).role;
  protected readonly sending = new Sending();
  protected readonly name = signal(this.role?.name ?? '');
  protected readonly description = signal(this.role?.description ?? '');
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set(this.role?.permissions));
  protected readonly isTried = signal(false);
  private readonly api = inject(PeopleApi);

  protected nameError(): string {
    if (this.isTried() && !NAME.test(this.name().trim())) return this.words.nameBad;
    return fieldError(this.sending.error(), 'name');
  }

  protected async save(): Promise<void> {
    this.isTried.set(true);
    const name = this.name().trim();
    if (!NAME.test(name) || this.chosen().size === 0) return;
    const role = { name, permissions: [...this.chosen()], description: this.description().trim() };
    if (await this.sending.send(() => this.api.saveRole(role, !this.role))) this.dialog.close();
  }
}
