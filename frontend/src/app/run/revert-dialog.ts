import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { toApiError } from '../core/api-errors';
import type { ApiError } from '../core/api-error';
import { Loaded } from '../core/loaded';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { RunApi } from './run-api';
import { WORDS } from './run-words';

export interface RevertData {
  /** The command that is to be taken back. */
  readonly id: string;
}

/** What taking a command back would run, before anything does. Closes with the name of the new command. */
@Component({
  selector: 'lg-revert-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, DialogFrame, Failure, Field, LgButton, Skeleton, TextInput],
  template: `
    <lg-dialog [title]="words.revertTitle">
      @if (preview.error(); as error) {
        <lg-failure [error]="error" (retry)="preview.load()" />
      }
      @if (facts(); as one) {
        <ul>
          @for (step of one.steps; track $index) {
            <li>{{ step }}</li>
          }
        </ul>
        <lg-code [text]="one.command" [label]="command" />
        @for (part of one.parts; track part.title) {
          @if (part.lines.length > 0) {
            <div>
              <h3>{{ part.title }}</h3>
              <ul>
                @for (line of part.lines; track $index) {
                  <li>{{ line }}</li>
                }
              </ul>
            </div>
          }
        }
        <p class="soft">{{ one.verdict }}</p>
        <lg-field [label]="reasonWords.label" optional>
          <input lgInput maxlength="500" (input)="reason.set(valueOf($event))" />
        </lg-field>
      } @else if (preview.isFirst()) {
        <lg-skeleton kind="text" [rows]="4" [height]="24" plain />
      }
      @if (failure(); as error) {
        <lg-failure [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.cancel }}</button>
      @if (facts(); as one) {
        @if (one.decision !== 'deny') {
          <button
            dialog-actions
            lgButton
            variant="primary"
            icon="undo-2"
            [busy]="isSending()"
            (click)="send()"
          >
            {{ one.decision === 'queue' ? words.revertAsk : words.revertRun }}
          </button>
        }
      }
    </lg-dialog>
  `,
  styles: `
    ul {
      padding-left: 18px;
      color: var(--t2);
      list-style: disc;
    }
    h3 {
      color: var(--t3);
      font: 500 11px/16px var(--sans);
    }
  `,
})
export class RevertDialog {
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly words = WORDS.changes;
  protected readonly command = WORDS.command.label;
  protected readonly reasonWords = WORDS.reason;
  protected readonly reason = signal('');
  protected readonly failure = signal<ApiError | undefined>(undefined);
  protected readonly isSending = signal(false);
  private readonly api = inject(RunApi);
  private readonly data = inject<RevertData>(DIALOG_DATA);
  protected readonly preview = new Loaded(() => this.api.previewRevert(this.data.id));
  protected readonly facts = computed(() => {
    const one = this.preview.value();
    if (!one) return undefined;
    const { decision, reasons } = one.verdict;
    const verdict = { allow: WORDS.verdict.runs, queue: WORDS.verdict.asks, deny: WORDS.verdict.refused }[
      decision
    ];
    return {
      decision,
      steps: one.steps.map(visibleText),
      command: visibleText(one.command),
      parts: [
        { title: WORDS.changes.onlyIf, lines: one.only_if.map(visibleText) },
        { title: WORDS.changes.remains, lines: one.remains.map(visibleText) },
      ],
      verdict: [`${verdict}.`, ...reasons.map(visibleText)].join(' '),
    };
  });

  constructor() {
    void this.preview.load();
  }

  protected async send(): Promise<void> {
    this.isSending.set(true);
    this.failure.set(undefined);
    try {
      const { request_id: id } = await this.api.revert(this.data.id, this.reason().trim());
      this.dialog.close(id);
    } catch (cause) {
      this.failure.set(toApiError(cause));
    } finally {
      this.isSending.set(false);
    }
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
