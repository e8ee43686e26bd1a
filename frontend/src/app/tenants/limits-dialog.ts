import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { TenantLimitsView } from '@legator/contracts';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { TenantsApi } from './tenants-api';
import { LIMIT_NAMES, TENANTS_WORDS } from './tenants-words';

type Name = (typeof LIMIT_NAMES)[number];

/** How much a tenant may have of each; nothing is no limit. */
@Component({
  selector: 'lg-limits-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.change">
      <p class="soft">{{ words.help }}</p>
      @for (name of names; track name) {
        <lg-field optional [label]="words.names[name]" [error]="isTried() && isBad(name) ? words.bad : ''">
          <input
            lgInput
            inputmode="numeric"
            autocomplete="off"
            [value]="texts()[name]"
            (input)="type(name, $any($event.target).value)"
          />
        </lg-field>
      }
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class LimitsDialog {
  private readonly given = inject<{ tenant: string; limits: TenantLimitsView['limits'] }>(DIALOG_DATA);
  protected readonly words = TENANTS_WORDS.limits;
  protected readonly cancel = TENANTS_WORDS.dialog.cancel;
  protected readonly names = LIMIT_NAMES;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly isTried = signal(false);
  protected readonly texts = signal<Readonly<Record<Name, string>>>({
    probes: String(this.given.limits.probes ?? ''),
    users: String(this.given.limits.users ?? ''),
    api_keys: String(this.given.limits.api_keys ?? ''),
    commands_per_minute: String(this.given.limits.commands_per_minute ?? ''),
  });
  private readonly api = inject(TenantsApi);

  protected type(name: Name, text: string): void {
    this.texts.update((all) => ({ ...all, [name]: text.trim() }));
  }

  protected isBad(name: Name): boolean {
    return !/^\d{0,8}$/.test(this.texts()[name]);
  }

  protected async save(): Promise<void> {
    this.isTried.set(true);
    if (this.names.some((name) => this.isBad(name))) return;
    const read = (name: Name) => (this.texts()[name] === '' ? null : Number(this.texts()[name]));
    const body = Object.fromEntries(this.names.map((name) => [name, read(name)]));
    if (await this.sending.send(() => this.api.setLimits(this.given.tenant, body))) this.dialog.close();
  }
}
