import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ChatPart } from '../core/api/models';
import { Code } from '../ui/code';
import { Icon, type IconName } from '../ui/icon';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { RunBlock } from './run-block';
import { CHAT_WORDS as WORDS } from './chat-words';

export type PlanPart = Extract<ChatPart, { type: 'plan' }>;
type StepState = PlanPart['steps'][number]['state'];

const ICONS: Readonly<Record<StepState, IconName>> = {
  planned: 'circle-dashed',
  waiting: 'shield-alert',
  running: 'loader-circle',
  succeeded: 'circle-check',
  failed: 'circle-x',
  skipped: 'minus',
};

/** Steps one after the other, each judged by itself; what has begun shows its run. */
@Component({
  selector: 'lg-plan-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, Icon, Pill, RunBlock],
  template: `
    <section role="group" [attr.aria-label]="words.label">
      <p class="title">
        <lg-icon name="list-checks" [size]="15" /><b>{{ seen(part().title) }}</b>
      </p>
      <ol>
        @for (step of part().steps; track $index) {
          <li>
            <p class="step">
              <lg-icon [class]="step.state" [name]="icons[step.state]" [size]="15" />
              <span>{{ seen(step.title) }}</span>
              <lg-pill size="small">{{ seen(step.target) }}</lg-pill>
              <span class="quiet small">{{ words.states[step.state] }}</span>
            </p>
            @if (step.run; as run) {
              <lg-run-block [part]="run" />
            } @else {
              <lg-code [text]="step.command" />
            }
          </li>
        }
      </ol>
    </section>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
      padding: 10px 12px;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    .title,
    .step {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      overflow-wrap: anywhere;
    }
    ol {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 6px;
    }
    .planned,
    .skipped {
      color: var(--t3);
    }
    .waiting {
      color: var(--warn);
    }
    .running {
      color: var(--accent);
    }
    .succeeded {
      color: var(--ok);
    }
    .failed {
      color: var(--bad);
    }
  `,
})
export class PlanPartView {
  readonly part = input.required<PlanPart>();
  protected readonly words = WORDS.plan;
  protected readonly icons = ICONS;
  protected readonly seen = visibleText;
}
