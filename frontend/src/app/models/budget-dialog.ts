import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { ModelBudget, PutModelBudget } from '../core/api/models';
import { Sending } from '../core/sending';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { Toasts } from '../ui/toasts';
import { ModelsApi } from './models-api';
import { MODELS_WORDS } from './models-words';

const NAMES = ['day_tokens', 'day_cost', 'month_tokens', 'month_cost', 'warn_percent'] as const;
type Name = (typeof NAMES)[number];

/** How much models may spend; nothing is no limit. Closes with true once it is saved. */
@Component({
  selector: 'lg-budget-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.changeTitle">
      <p class="soft">{{ words.help }}</p>
      @for (name of names; track name) {
        <lg-field
          [optional]="name !== 'warn_percent'"
          [label]="words.limits[name]"
          [error]="isTried() ? problem(name) : ''"
        >
          <input
            lgInput
            autocomplete="off"
            [attr.name]="name"
            [attr.inputmode]="name.endsWith('cost') ? 'decimal' : 'numeric'"
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
        {{ words.save }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class BudgetDialog {
  protected readonly words = MODELS_WORDS.budget;
  protected readonly cancel = MODELS_WORDS.cancel;
  protected readonly names = NAMES;
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly sending = new Sending();
  protected readonly isTried = signal(false);
  private readonly budget = inject<{ budget: ModelBudget }>(DIALOG_DATA).budget;
  private readonly api = inject(ModelsApi);
  private readonly toasts = inject(Toasts);
  protected readonly texts = signal(
    Object.fromEntries(NAMES.map((name) => [name, String(this.budget[name] ?? '')])) as Record<Name, string>,
  );

  protected type(name: Name, text: string): void {
    this.texts.update((all) => ({ ...all, [name]: text }));
  }

  protected problem(name: Name): string {
    const text = this.texts()[name].trim();
    if (name === 'warn_percent') return /^(?:[1-9]\d?|100)$/.test(text) ? '' : this.words.warnBad;
    if (name.endsWith('cost')) return /^(?:\d{1,8}(?:[.,]\d{1,4})?)?$/.test(text) ? '' : this.words.costBad;
    return /^\d{0,15}$/.test(text) ? '' : this.words.tokensBad;
  }

  protected async save(): Promise<void> {
    this.isTried.set(true);
    if (NAMES.some((name) => this.problem(name) !== '')) return;
    const saved = await this.sending.send(() => this.api.setBudget(this.body()));
    if (!saved) return;
    this.toasts.done(this.words.saved);
    this.dialog.close(true);
  }

  private body(): PutModelBudget {
    const read = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')));
    return Object.fromEntries(NAMES.map((name) => [name, read(this.texts()[name])]));
  }
}
