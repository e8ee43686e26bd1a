import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon, type IconName } from '../ui/icon';
import type { RunPhase } from './one-run';
import { WORDS } from './run-words';

const STEPS = ['sent', 'accepted', 'running', 'done'] as const;
/** How many steps are behind a run in this phase; the next one is where it stands. */
const BEHIND: Readonly<Record<RunPhase, number>> = {
  sending: 0,
  unknown: 0,
  missing: 0,
  refused: 1,
  waiting: 1,
  accepted: 1,
  running: 2,
  done: 4,
};

const ICONS: Readonly<Record<'past' | 'now' | 'next', IconName>> = {
  past: 'circle-check',
  now: 'loader-circle',
  next: 'circle-dashed',
};

/** Sent, accepted, running, done: how far it has come, in words and marks. */
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
    .past lg-icon {
      color: var(--ok);
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
  protected readonly steps = computed(() => {
    const phase = this.phase();
    const behind = BEHIND[phase];
    const moves = phase === 'sending' || phase === 'accepted' || phase === 'running';
    return STEPS.map((step, at) => {
      const state = at < behind ? 'past' : at === behind && moves ? 'now' : 'next';
      return { text: WORDS.phases[step], state, icon: ICONS[state] };
    });
  });
}
