import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../ui/icon';
import type { Ending } from './command-end';
import type { RunPhase } from './run-phase';
import { stepsOf } from './run-steps';

/** Sent, accepted, running, and how it ended: how far it has come, in words and marks. */
@Component({
  selector: 'lg-run-phases',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ol>
      @for (step of steps(); track step.text) {
        <li [class]="step.state" [attr.aria-current]="step.state === 'now' ? 'step' : null">
          <lg-icon [name]="step.icon" [size]="15" />{{ step.text
          }}<span class="hidden">{{ step.state === 'past' ? ', reached' : '' }}</span>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 6px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 5px;
      color: var(--t3);
      font: 500 12px/18px var(--sans);
    }
    li + li::before {
      width: 14px;
      height: 1px;
      margin-right: 1px;
      background: var(--line-strong);
      content: '';
    }
    .past {
      color: var(--t2);
    }
    .past lg-icon,
    .ok lg-icon {
      color: var(--ok);
    }
    .ok,
    .bad,
    .warn,
    .neutral {
      color: var(--t1);
      font-weight: 600;
    }
    .bad {
      color: var(--bad);
    }
    .warn {
      color: var(--warn);
    }
    .now {
      color: var(--t1);
      font-weight: 600;
    }
    .now lg-icon {
      color: var(--accent);
      animation: turn 1.2s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(360deg);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .now lg-icon {
        animation: none;
      }
    }
  `,
})
export class RunPhases {
  readonly phase = input.required<RunPhase>();
  /** How it ended, once it has. */
  readonly ending = input<Ending>();
  protected readonly steps = computed(() => stepsOf(this.phase(), this.ending()));
}
