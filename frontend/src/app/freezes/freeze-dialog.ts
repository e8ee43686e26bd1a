import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { ScopePicker } from '../scope/scope-picker';
import type { Scope } from '../scope/scope-words';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { ENDS, type End, FREEZE_WORDS } from './freeze-words';
import { FreezesApi } from './freezes-api';

const HOUR_MS = 3_600_000;

/** What is to stop, why, and until when. Closes with the scope once it is frozen. */
@Component({
  selector: 'lg-freeze-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, ScopePicker, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-scope-picker
        [kinds]="['tenant', 'tag', 'site', 'probe']"
        [label]="words.where"
        [error]="isTried() && !scope() ? words.whereMissing : ''"
        [(scope)]="scope"
      />
      <p class="soft small">{{ scope()?.type === 'tenant' ? words.whole : words.part }}</p>
      <lg-field [label]="words.reason" [help]="words.reasonHelp" [error]="reasonProblem()">
        <input
          lgInput
          maxlength="500"
          autocomplete="off"
          (input)="reason.set($any($event.target).value)"
          (keydown.enter)="freeze()"
        />
      </lg-field>
      <lg-field [label]="words.ends">
        <select lgInput (change)="end.set($any($event.target).value)">
          @for (one of ends; track one.value) {
            <option [value]="one.value" [selected]="one.value === end()">{{ one.label }}</option>
          }
        </select>
      </lg-field>
      @if (end() === 'at') {
        <lg-field [label]="words.at" [error]="isTried() && until() === undefined ? words.atPast : ''">
          <input lgInput type="datetime-local" (input)="at.set($any($event.target).value)" />
        </lg-field>
      }
      @if (error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">Cancel</button>
      <button dialog-actions lgButton variant="danger" icon="snowflake" [busy]="busy()" (click)="freeze()">
        {{ words.verb }}
      </button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'freeze()', '(keydown.meta.enter)': 'freeze()' },
})
export class FreezeDialog {
  protected readonly words = FREEZE_WORDS.dialog;
  protected readonly ends = ENDS;
  protected readonly dialog = inject<DialogRef<Scope>>(DialogRef);
  private readonly api = inject(FreezesApi);
  protected readonly scope = signal<Scope | undefined>(inject<{ scope?: Scope }>(DIALOG_DATA).scope);
  protected readonly reason = signal('');
  protected readonly end = signal<End>('4');
  protected readonly at = signal('');
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  protected readonly isTried = signal(false);
  protected readonly reasonProblem = computed(() =>
    this.isTried() && this.reason().trim() === '' ? this.words.reasonMissing : '',
  );

  protected async freeze(): Promise<void> {
    this.isTried.set(true);
    const [scope, reason, until] = [this.scope(), this.reason().trim(), this.until()];
    if (!scope || reason === '' || until === undefined || this.busy()) return;
    this.busy.set(true);
    this.error.set(undefined);
    try {
      await this.api.freeze({ scope, reason, ...(until ? { until } : {}) });
      this.dialog.close(scope);
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }

  /** Empty for no end; nothing where the time that was asked for is none, or is past. */
  protected until(): string | undefined {
    const end = this.end();
    if (end === 'open') return '';
    if (end !== 'at') return new Date(Date.now() + Number(end) * HOUR_MS).toISOString();
    const at = new Date(this.at());
    return at.getTime() > Date.now() ? at.toISOString() : undefined;
  }
}
