import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ChatPart } from '../core/api/models';
import { LgButton } from '../ui/button';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

export type QuestionPart = Extract<ChatPart, { type: 'question' }>;
export type Choice = QuestionPart['choices'][number];

/** A question back, with buttons. Once somebody has said something after it, it is history. */
@Component({
  selector: 'lg-question-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LgButton],
  template: `
    <p>{{ seen(part().question) }}</p>
    <div class="choices" role="group" [attr.aria-label]="words.label">
      @for (choice of part().choices; track $index) {
        <button lgButton [off]="!open()" (click)="chosen.emit(choice)">{{ seen(choice.label) }}</button>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      font: var(--fs-14);
      overflow-wrap: anywhere;
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    button {
      max-width: 100%;
      height: auto;
      min-height: var(--control);
      padding-block: 4px;
      line-height: 18px;
      white-space: normal;
    }
  `,
})
export class QuestionPartView {
  readonly part = input.required<QuestionPart>();
  /** Whether it can still be answered. */
  readonly open = input(true);
  readonly chosen = output<Choice>();
  protected readonly words = WORDS.question;
  protected readonly seen = visibleText;
}
