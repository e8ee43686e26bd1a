import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { DialogFrame } from '../ui/dialog-frame';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import type { GlassWish } from './opened-request';

export interface GlassData {
  readonly host: string;
  readonly command: string;
  /** Those that policy knows. */
  readonly reasons: readonly string[];
}

/** Asks for everything that breaking the glass takes. Loud on purpose. */
@Component({
  selector: 'lg-breakglass-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Banner, Code, DialogFrame, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <lg-banner class="loud" tone="bad" icon="siren">{{ words.text }}</lg-banner>
      <lg-code [text]="data.command" label="Command" />
      <ul>
        @for (line of words.consequences; track line) {
          <li>{{ line }}</li>
        }
      </ul>
      <lg-field [label]="words.reason" [error]="errors().reason">
        <select lgInput (change)="reason.set(valueOf($event))">
          <option value=""></option>
          @for (one of data.reasons; track one) {
            <option [value]="one">{{ nameOf(one) }}</option>
          }
        </select>
      </lg-field>
      <lg-field [label]="words.note" optional [help]="words.noteHelp">
        <textarea lgInput rows="2" maxlength="500" (input)="note.set(valueOf($event))"></textarea>
      </lg-field>
      <lg-field [label]="decision.confirm(host)" [error]="errors().confirm">
        <input
          lgInput
          class="mono"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          (input)="confirm.set(valueOf($event))"
        />
      </lg-field>
      <button dialog-actions lgButton class="cancel" (click)="dialog.close()">{{ words.cancel }}</button>
      <button dialog-actions lgButton variant="danger" icon="siren" (click)="send()">{{ words.verb }}</button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'send()', '(keydown.meta.enter)': 'send()' },
  styles: `
    .loud {
      border: 1px solid var(--bad-line);
      border-radius: var(--r-m);
    }
    ul {
      padding-left: 18px;
      color: var(--t2);
      list-style: disc;
    }
  `,
})
export class BreakglassDialog {
  protected readonly data = inject<GlassData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<GlassWish>>(DialogRef);
  protected readonly words = WORDS.glass;
  protected readonly decision = WORDS.decision;
  protected readonly host = visibleText(this.data.host);
  protected readonly reason = signal('');
  protected readonly note = signal('');
  protected readonly confirm = signal('');
  private readonly isTried = signal(false);
  private readonly isConfirmed = computed(
    () => this.confirm().trim().toLowerCase() === this.data.host.trim().toLowerCase(),
  );
  protected readonly errors = computed(() => ({
    reason: this.isTried() && !this.reason() ? WORDS.glass.reasonMissing : '',
    confirm: this.isTried() && !this.isConfirmed() ? WORDS.decision.confirmWrong(this.host) : '',
  }));

  protected send(): void {
    this.isTried.set(true);
    if (!this.reason() || !this.isConfirmed()) return;
    this.dialog.close({
      reason: this.reason(),
      confirm: this.confirm().trim(),
      note: this.note().trim(),
    });
  }

  protected nameOf(reason: string): string {
    const known = WORDS.glass.reasons[reason];
    if (known) return known;
    const words = visibleText(reason).replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
