import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Now } from '../core/now';
import { LgButton } from '../ui/button';
import { visibleText } from '../ui/visible-text';
import type { Step } from './conversation-log';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What a turn does now, for how long, and the way to end it. */
@Component({
  selector: 'lg-step-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LgButton],
  template: `
    <span class="mark" [class.still]="step().isWaiting" aria-hidden="true"></span>
    <span class="text">{{ text() }}</span>
    @if (!step().isWaiting) {
      <span class="quiet num">{{ elapsed() }}</span>
    }
    @if (stoppable()) {
      <button lgButton size="compact" icon="square" [busy]="stopping()" (click)="stop.emit()">
        {{ stopping() ? words.stopping : words.stop }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      min-height: 28px;
      color: var(--t2);
      font: var(--fs-12);
    }
    .text {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .mark {
      flex: none;
      width: 13px;
      height: 13px;
      border: 2px solid var(--track);
      border-top-color: var(--ai);
      border-radius: 50%;
      animation: turn 0.9s linear infinite;
    }
    .still {
      border-color: var(--warn);
      animation: none;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .mark {
        animation: none;
      }
    }
  `,
})
export class StepLine {
  readonly step = input.required<Step>();
  readonly stoppable = input(true);
  readonly stopping = input(false);
  readonly stop = output();
  protected readonly words = WORDS.step;
  private readonly now = inject(Now);
  protected readonly text = computed(() => visibleText(this.step().text));
  /** "00:07". */
  protected readonly elapsed = computed(() => {
    const seconds = Math.max(0, Math.floor((this.now.ms() - this.step().since) / 1_000));
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  });
}
