import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import { SavedFilters } from '../../core/saved-filters';
import { LgButton } from '../../ui/button';
import { DialogFrame } from '../../ui/dialog-frame';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { visibleText } from '../../ui/visible-text';
import type { FleetView } from './fleet-list-api';
import { WORDS, sortText } from './fleet-words';

/** Gives the filter that is shown a name. Closes with the name once it is kept. */
@Component({
  selector: 'lg-save-filter-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.saveTitle">
      <p class="soft">
        <span class="mono">{{ seen(view.q) || 'all probes' }}</span> · {{ words.sort }} {{ sort }}
      </p>
      <lg-field [label]="words.saveName" [help]="help()" [error]="problem()">
        <input
          lgInput
          autocomplete="off"
          maxlength="60"
          (input)="name.set($any($event.target).value)"
          (keydown.enter)="save()"
        />
      </lg-field>
      @if (error(); as error) {
        <lg-failure plain [error]="error" (retry)="save()" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">Cancel</button>
      <button dialog-actions lgButton variant="primary" [busy]="busy()" (click)="save()">
        {{ words.saveVerb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class SaveFilterDialog {
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly view = inject<FleetView>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly filters = inject(SavedFilters);
  protected readonly sort = sortText(this.view.sort);
  protected readonly name = signal('');
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  private readonly isTried = signal(false);
  protected readonly problem = computed(() => (this.isTried() && !this.name().trim() ? WORDS.noName : ''));
  protected readonly help = computed(() =>
    this.filters.all().some(({ name }) => name === this.name().trim()) ? WORDS.replaced : WORDS.saveHelp,
  );

  protected async save(): Promise<void> {
    this.isTried.set(true);
    const name = this.name().trim();
    if (!name || this.busy()) return;
    this.busy.set(true);
    this.error.set(undefined);
    try {
      await this.filters.save(name, this.view);
      this.dialog.close(name);
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }
}
