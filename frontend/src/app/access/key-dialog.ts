import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, type Signal, inject, linkedSignal, signal } from '@angular/core';
import type { CreateApiKey, Permission, ServiceAccountView } from '@legator/contracts';
import { Doing } from '../core/doing';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { ACCESS_WORDS } from './access-words';
import { KeysApi } from './keys-api';
import { KEYS_WORDS } from './keys-words';
import { PermissionPicker } from './permission-picker';

/** A new key: for what, whose, how long and with which rights. It is shown once. */
@Component({
  selector: 'lg-key-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, PermissionPicker, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-field
        [label]="words.name"
        [help]="words.nameHelp"
        [error]="isTried() && !name().trim() ? words.nameMissing : ''"
      >
        <input lgInput maxlength="100" autocomplete="off" (input)="name.set($any($event.target).value)" />
      </lg-field>
      @if (accounts().length > 0) {
        <lg-field [label]="words.owner">
          <select lgInput (change)="owner.set($any($event.target).value)">
            <option value="">{{ words.me }}</option>
            @for (account of accounts(); track account.id) {
              <option [value]="account.id" [selected]="account.id === owner()">
                {{ seen(account.name) }}
              </option>
            }
          </select>
        </lg-field>
      }
      <lg-field [label]="words.ends">
        <select lgInput (change)="life.set($any($event.target).value)">
          @for (one of words.lives; track one.value) {
            <option [value]="one.value" [selected]="one.value === life()">{{ one.label }}</option>
          }
        </select>
      </lg-field>
      <lg-field [label]="words.description" optional>
        <input lgInput maxlength="500" autocomplete="off" (input)="note.set($any($event.target).value)" />
      </lg-field>
      <lg-permission-picker
        [(chosen)]="chosen"
        [error]="isTried() && chosen().size === 0 ? words.none : ''"
      />
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button
        dialog-actions
        lgButton
        variant="primary"
        icon="key-round"
        [busy]="sending.busy()"
        (click)="make()"
      >
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'make()', '(keydown.meta.enter)': 'make()' },
})
export class KeyDialog {
  protected readonly words = KEYS_WORDS.dialog;
  protected readonly cancel = ACCESS_WORDS.cancel;
  protected readonly seen = visibleText;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  /** They may come after this was opened. */
  protected readonly accounts = inject<{ accounts: Signal<readonly ServiceAccountView[]> }>(DIALOG_DATA)
    .accounts;
  protected readonly sending = new Sending();
  protected readonly name = signal('');
  protected readonly note = signal('');
  /** Nobody but whoever makes it, unless it is one of them. */
  protected readonly owner = linkedSignal<readonly ServiceAccountView[], string>({
    source: this.accounts,
    computation: (accounts, before) => accounts.find(({ id }) => id === before?.value)?.id ?? '',
  });
  protected readonly life = signal('2160h');
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set());
  protected readonly isTried = signal(false);
  private readonly api = inject(KeysApi);
  private readonly doing = inject(Doing);

  protected async make(): Promise<void> {
    this.isTried.set(true);
    const [name, note, life, owner] = [this.name().trim(), this.note().trim(), this.life(), this.owner()];
    if (name === '' || this.chosen().size === 0) return;
    const wish: CreateApiKey = {
      name,
      permissions: [...this.chosen()],
      ...(note ? { description: note } : {}),
      ...(life ? { expires_in: life } : {}),
      ...(owner ? { service_account_id: owner } : {}),
    };
    const made = await this.sending.send(() => this.api.createKey(wish));
    if (!made) return;
    this.dialog.close();
    const { secret: label, secretText: text } = KEYS_WORDS;
    await this.doing.showOnce({ title: visibleText(name), text, label, secret: made.plain_key });
  }
}
