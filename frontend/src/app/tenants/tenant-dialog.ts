import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { TenantView } from '@legator/contracts';
import { fieldError, isAtFields } from '../core/form-errors';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

/** A new tenant, or another name and contact for one. */
@Component({
  selector: 'lg-tenant-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="tenant ? words.edit(seen(tenant.name)) : words.title">
      <lg-field
        [label]="words.name"
        [error]="isTried() && !name().trim() ? words.nameMissing : errorOf('name')"
      >
        <input
          lgInput
          maxlength="100"
          autocomplete="off"
          [value]="name()"
          (input)="name.set($any($event.target).value)"
        />
      </lg-field>
      @if (!tenant) {
        <lg-field [label]="words.slug" [help]="words.slugHelp" [error]="errorOf('slug')" optional>
          <input
            lgInput
            class="mono"
            maxlength="63"
            autocomplete="off"
            (input)="slug.set($any($event.target).value)"
          />
        </lg-field>
      }
      <lg-field [label]="words.contact" [error]="errorOf('contact_email')" optional>
        <input
          lgInput
          type="email"
          autocomplete="off"
          [value]="contact()"
          (input)="contact.set($any($event.target).value)"
        />
      </lg-field>
      @if (sending.error(); as error) {
        @if (!isAtFields(error, ['name', 'slug', 'contact_email'])) {
          <lg-failure plain [error]="error" [retryable]="false" />
        }
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ tenant ? words.save : words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class TenantDialog {
  protected readonly words = TENANTS_WORDS.dialog;
  protected readonly seen = visibleText;
  protected readonly isAtFields = isAtFields;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly tenant = inject<{ tenant?: TenantView }>(DIALOG_DATA).tenant;
  protected readonly sending = new Sending();
  protected readonly name = signal(this.tenant?.name ?? '');
  protected readonly slug = signal('');
  protected readonly contact = signal(this.tenant?.contact_email ?? '');
  protected readonly isTried = signal(false);
  private readonly api = inject(TenantsApi);

  protected errorOf(path: string): string {
    return fieldError(this.sending.error(), path);
  }

  protected async save(): Promise<void> {
    this.isTried.set(true);
    const [name, slug, contact_email] = [this.name().trim(), this.slug().trim(), this.contact().trim()];
    if (name === '') return;
    const { tenant } = this;
    const work = () =>
      tenant
        ? this.api.change(tenant.id, { name, contact_email })
        : this.api.create({ name, contact_email, ...(slug ? { slug } : {}) });
    if (await this.sending.send(work)) this.dialog.close();
  }
}
