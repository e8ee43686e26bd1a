import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { type SiteRow, TenantsApi } from './tenants-api';
import { TENANTS_WORDS } from './tenants-words';

/** A new site, or another name and description for one. */
@Component({
  selector: 'lg-site-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="site ? words.edit(seen(site.name)) : words.title">
      <lg-field [label]="words.name" [error]="isTried() && !name().trim() ? words.nameMissing : ''">
        <input
          lgInput
          maxlength="80"
          autocomplete="off"
          [value]="name()"
          (input)="name.set($any($event.target).value)"
        />
      </lg-field>
      <lg-field [label]="words.description" optional>
        <input
          lgInput
          maxlength="500"
          autocomplete="off"
          [value]="description()"
          (input)="description.set($any($event.target).value)"
        />
      </lg-field>
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ common.cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ site ? common.save : words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class SiteDialog {
  protected readonly words = TENANTS_WORDS.siteDialog;
  protected readonly common = TENANTS_WORDS.dialog;
  protected readonly seen = visibleText;
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly site = inject<{ site?: SiteRow }>(DIALOG_DATA).site;
  protected readonly sending = new Sending();
  protected readonly name = signal(this.site?.name ?? '');
  protected readonly description = signal(this.site?.description ?? '');
  protected readonly isTried = signal(false);
  private readonly api = inject(TenantsApi);

  protected async save(): Promise<void> {
    this.isTried.set(true);
    const wish = { name: this.name().trim(), description: this.description().trim() };
    if (wish.name === '') return;
    const { site } = this;
    const work = () => (site ? this.api.changeSite(site.id, wish) : this.api.createSite(wish));
    if (await this.sending.send(work)) this.dialog.close();
  }
}
