import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ChatPart } from '../core/api/models';
import { Now } from '../core/now';
import { Icon } from '../ui/icon';
import { dayAndClock, momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { MarkdownView } from './markdown-view';
import { PlanPartView } from './plan-part';
import { type Choice, QuestionPartView } from './question-part';
import { RunBlock } from './run-block';
import { TablePartView } from './table-part';
import { CHAT_WORDS as WORDS } from './chat-words';

const ICONS = { info: 'info', warn: 'triangle-alert', bad: 'octagon-alert' } as const;

/** One block of an answer, drawn by its kind; a kind that this console does not know is left out. */
@Component({
  selector: 'lg-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MarkdownView, PlanPartView, QuestionPartView, RunBlock, TablePartView],
  template: `
    @let one = part();
    @switch (one.type) {
      @case ('text') {
        @defer (on immediate) {
          <lg-markdown [text]="one.text" />
        } @placeholder {
          <p class="plain">{{ seen(one.text) }}</p>
        }
      }
      @case ('run') {
        <lg-run-block [part]="one" />
      }
      @case ('table') {
        <lg-table-part [part]="one" />
      }
      @case ('question') {
        <lg-question-part [part]="one" [open]="open()" (chosen)="chosen.emit($event)" />
      }
      @case ('plan') {
        <lg-plan-part [part]="one" />
      }
      @case ('source') {
        <p class="source quiet small" [title]="source().full">
          <lg-icon name="database" [size]="13" />{{ source().text }}
        </p>
      }
      @case ('notice') {
        <p class="notice" [class]="one.tone">
          <lg-icon [name]="icons[one.tone]" [size]="15" /><span>{{ seen(one.text) }}</span>
        </p>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .plain {
      font: var(--fs-14);
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .source,
    .notice {
      display: flex;
      align-items: baseline;
      gap: 6px;
      overflow-wrap: anywhere;
    }
    lg-icon {
      position: relative;
      top: 2px;
    }
    .notice {
      padding: 7px 11px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-m);
      background: var(--s1);
    }
    .info lg-icon {
      color: var(--info);
    }
    .warn {
      border-color: var(--warn-line);
    }
    .warn lg-icon {
      color: var(--warn);
    }
    .bad {
      border-color: var(--bad-line);
    }
    .bad lg-icon {
      color: var(--bad);
    }
  `,
})
export class PartView {
  readonly part = input.required<ChatPart>();
  /** Whether a question can still be answered. */
  readonly open = input(false);
  readonly chosen = output<Choice>();
  protected readonly icons = ICONS;
  protected readonly seen = visibleText;
  private readonly now = inject(Now);
  protected readonly source = computed(() => {
    const part = this.part();
    if (part.type !== 'source') return { text: '', full: '' };
    const { as_of: at } = part;
    const asOf = at ? WORDS.source.asOf(dayAndClock(at, this.now.today())) : '';
    return {
      text: [visibleText(part.text), asOf].filter(Boolean).join(' · '),
      full: at ? momentText(at) : '',
    };
  });
}
